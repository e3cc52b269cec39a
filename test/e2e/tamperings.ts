/** What somebody does to a log's file, and what its review says then. */
interface Tampering {
  readonly name: string;
  readonly change: (log: string) => string;
  readonly says: RegExp;
}

/** Each is found whatever the log holds. */
export const tamperings: readonly Tampering[] = [
  {
    name: 'an entry that was changed',
    change: log => log.replace('"exit":0', '"exit":1'),
    says: /^Entry \d+ of \d+ was changed after it was signed\. Do not rely on anything from entry \d+ on\.$/,
  },
  {
    name: 'an entry that was removed',
    change: log => log.split('\n').toSpliced(6, 1).join('\n'),
    says: /^Entry 7 of \d+ is out of place: entries were removed, moved or put in before it\./,
  },
  {
    name: 'an end that was cut off',
    change: log => `${log.split('\n').slice(0, -4).join('\n')}\n`,
    says: /^The last signed entry is \d+, [\d:]+\. Later ones may be missing\. This machine has seen another state of this run than the one that is here\.$/,
  },
  {
    name: 'a log that was written anew by a formatter',
    change: log => log.replaceAll('":', '": '),
    says: /^Entry 1 of \d+ is not written as it was signed: it was changed\./,
  },
];
