import { parseTime } from '../core/audit/ssh/signers.ts';

/** A time as people and ssh-keygen write it: YYYY-MM-DD (UTC), or YYYYMMDD[HHMM[SS]][Z]; undefined for anything else. */
export function readMoment(text: string): number | undefined {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const time = parseTime(day === null ? text : `${day.slice(1).join('')}Z`);
  return time === undefined || Number.isNaN(time) ? undefined : time;
}
