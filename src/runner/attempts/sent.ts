import type { Capture } from '../output/outputs.ts';

/** What was sent into a shell within the session's own, and waits for somebody's word. */
export interface Sent {
  readonly step: string;
  readonly index: number;
  readonly attemptId: string;
  readonly capture: Capture;
  readonly since: number;
}
