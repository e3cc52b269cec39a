/** What decides whether `# …` is a root prompt or a comment, and whether a text is a whole command. */
export interface Judge {
  looksLikeCommand(line: string): boolean;
  isComplete(text: string): boolean;
}
