const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Longest timer that a runtime keeps, in ms: about 24 days. */
const longest = 2 ** 31 - 1;

/** Milliseconds of `90s`, `10m`, `1h30m` or a plain number of seconds; undefined for anything else, and for no time at all. */
export function readSpan(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  if (/^\d+$/.test(plain)) return inReach(Number(plain) * 1000);
  if (!/^(?:\d+(?:\.\d+)?\s*(?:ms|s|min|m|h)\s*)+$/.test(plain)) return undefined;
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)/g)];
  return inReach(
    Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0)),
  );
}

function inReach(ms: number): number | undefined {
  return ms > 0 && ms <= longest ? ms : undefined;
}
