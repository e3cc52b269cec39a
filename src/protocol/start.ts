import * as z from 'zod';

/** The environment variable that holds the options: argv can be read by every user of the machine. */
export const startVariable = 'HANDRAIL_RUNNER';

/** What the process that owns a run is started with, as JSON. */
export const startOptions = z.object({
  /** The Markdown file, from `directory` or absolute; as the log names it. */
  runbook: z.string(),
  /** Where the session starts, unless front matter says otherwise. */
  directory: z.string(),
  stateFolder: z.string(),
  /** The run to go on with; a new one where absent. */
  resume: z.string().optional(),
  socket: z.string(),
  token: z.string(),
  /** Where `runner.json` is kept. */
  runnerFile: z.string(),
  /** Milliseconds the runner stays after the last client has left. */
  keepAliveMs: z.int().min(0),
  /** How long a command may take where its author says nothing. */
  timeoutMs: z.int().min(1).optional(),
  /** True if the session begins with what the user's login profile exports. */
  login: z.boolean().optional(),
  /** False in a workspace that is not trusted: then nothing is run, git and kubectl included. */
  trusted: z.boolean(),
  /** True if no process of its own could be started. */
  inHost: z.boolean(),
  vscode: z.string(),
  version: z.string(),
});

export type StartOptions = z.infer<typeof startOptions>;
