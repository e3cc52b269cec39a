/** Words that begin a Go, Helm or Jinja expression rather than name a value. */
export const templateWords: ReadonlySet<string> = new Set(
  'end else if range with define template block break continue json printf print println len index html js join lower upper split title table and or not eq ne lt le gt ge include toYaml nindent indent quote default required tpl lookup item endif endfor for set raw endraw inventory_hostname'.split(
    ' ',
  ),
);
