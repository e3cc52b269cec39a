// A pictogram, a flag, a digit in a box, or GitHub's name of one.
const EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\d\uFE0F?\u20E3)(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F){0,12}|:[a-z][a-z0-9_+-]{1,30}:)\s{1,3}/u;

/** The pictogram that a line begins with and the space behind it; empty where there is none. */
export function emojiBefore(text: string): string {
  return EMOJI.exec(text)?.[0] ?? '';
}
