import xterm from '@xterm/headless';
import * as z from 'zod';
import { seenOn } from '../../seenOn.ts';

// A recording in a real terminal model, as a player of asciicasts shows it.

/** The header as docs.asciinema.org/manual/asciicast/v3 has it: what is not there may not stand in it. */
const header = z.strictObject({
  version: z.literal(3),
  term: z.strictObject({
    cols: z.int().positive(),
    rows: z.int().positive(),
    type: z.string().optional(),
    version: z.string().optional(),
    theme: z.looseObject({}).optional(),
  }),
  timestamp: z.int().optional(),
  idle_time_limit: z.number().optional(),
  command: z.string().optional(),
  title: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.string()).optional(),
});

const event = z.tuple([z.number().min(0), z.enum(['o', 'i', 'm', 'r', 'x']), z.string()]);

export interface Cast {
  readonly header: z.infer<typeof header>;
  readonly events: readonly z.infer<typeof event>[];
}

/** Reads a recording, and throws for what the specification does not allow. */
export function readCast(text: string): Cast {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  const [first = '', ...lines] = text.slice(0, -1).split('\n');
  const events = lines.filter(line => !line.startsWith('#')).map(line => event.parse(JSON.parse(line)));
  const last = events.findIndex(([, code]) => code === 'x');
  if (last !== -1 && last !== events.length - 1) throw new Error('something happens behind the exit');
  return { header: header.parse(JSON.parse(first)), events };
}

/** A terminal of the size that a recording names. */
export class Player {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;

  constructor({ header: { term } }: Cast) {
    const { cols, rows } = term;
    this.#terminal = new xterm.Terminal({
      cols,
      rows,
      scrollback: 5000,
      allowProposedApi: true,
      logLevel: 'off',
    });
  }

  async write(data: string | Uint8Array): Promise<unknown> {
    await new Promise<void>(resolve => this.#terminal.write(data, resolve));
    return seenOn(this.#terminal);
  }
}
