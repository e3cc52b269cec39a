/** "1 h 05 min", "2 min 05 s", "3.2 s", "140 ms". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0
    ? `${hours} h ${String(minutes).padStart(2, '0')} min`
    : `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** "2026-11-21 03:12:07" of ms since the epoch, in UTC. */
export function timeWords(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
