/** How a reader can check a report, and what checking cannot show. */
export const howToCheck: readonly string[] = [
  'This report was made from the log. Check the log itself: handrail verify FOLDER, or the lines of ssh-keygen, sha256sum and jq in docs/audit-log.md.',
  'A signature shows who claims that this happened, not that it did. Nobody can see from these files alone whether a newer run was deleted before anybody else saw it.',
];
