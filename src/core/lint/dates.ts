const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A date as `YYYY-MM-DD` where its writing leaves no doubt; `03/04/2026` does. A month without a day is its last. */
export function readDate(text: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)/.exec(text);
  if (iso !== null) {
    return toDate(iso[1], iso[2], iso[3] ?? '31');
  }
  const dots = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text);
  if (dots !== null) {
    return toDate(dots[3], dots[2], dots[1]);
  }
  const named = /^\s*(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})(?!\d)/.exec(text);
  const month = MONTHS.indexOf((named?.[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  return named === null || month === 0
    ? undefined
    : toDate(named[4], String(month), named[1] ?? named[3] ?? '31');
}

function toDate(year = '', month = '', day = ''): string | undefined {
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return valid ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

/** How many months lie between two dates of the form `YYYY-MM-DD`. */
export function monthsBetween(from: string, to: string): number {
  return monthOf(to) - monthOf(from);
}

/** The same day so many months later, or the last one that month surely has. */
export function monthsLater(date: string, months: number): string {
  const month = monthOf(date) + months;
  const [year, of] = [Math.floor((month - 1) / 12), ((month - 1) % 12) + 1];
  const last = of === 2 ? 28 : [4, 6, 9, 11].includes(of) ? 30 : 31;
  const day = Math.min(Number(date.slice(8, 10)), last);
  return [String(year), pad(of), pad(day)].join('-');
}

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
