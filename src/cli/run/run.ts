import { standardInput } from '../../adapters/runbookFile.ts';
import { stateFolder } from '../../adapters/place.ts';
import { sessionEnvironment } from '../../adapters/session/shell/login.ts';
import type { JobsDecision } from '../../core/run/job.ts';
import { select, type Choice, type Selection } from '../../core/run/selection.ts';
import { wrongSentence } from '../../core/run/value.ts';
import { readSpan } from '../../core/shell/span.ts';
import { ask } from '../../runner/answer.ts';
import { makeWalk, type OpenOptions } from '../../runner/makeWalk.ts';
import { prepare, type Prepared, type Source } from '../../runner/prepare.ts';
import { NotRecorded, NotTheirTurn } from '../../runner/log/recorder.ts';
import { shownEnvironment } from '../../runner/session/environment.ts';
import type { Walk } from '../../runner/walk.ts';
import { gather, type Given } from './answers.ts';
import { flag, list, option, readArguments, wrongUsage, type Arguments } from '../arguments.ts';
import { choiceOf, nameOf, whyIdle } from './choice.ts';
import { drive, type Driver, type Ending } from './drive.ts';
import { exitCodes } from '../exit.ts';
import { takeAnswer, type Gatekeeping } from './gate.ts';
import { decisions, takenUpNotes } from './leftRunning.ts';
import { Interruption } from './interruption.ts';
import { faultOfJunit, writeJunit } from './junit.ts';
import { attended, personAtTerminal, type Person } from './person.ts';
import { changedNotes, takeNewText, textToWalk, type Onward } from './newText.ts';
import { options, usage } from './runOptions.ts';
import { reporter, type Reporter } from './reporter.ts';
import { version } from '../version.ts';
import { refuse } from '../complaint.ts';
import { takeValue } from './takeValue.ts';
import { followSize } from './terminalSize.ts';

/** `handrail run`: 0 done, 1 a step failed, 2 usage, 3 needs a person, 5 the runbook or the log cannot be read or written. */
export async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const timeoutMs = timeoutOf(read);
  if (timeoutMs === 'wrong') return wrongUsage('--timeout needs a time such as 90s, 10m or 1h30m.', usage);
  const background = backgroundOf(read);
  if (background === 'wrong') return wrongUsage(`--background is one of ${decisions.join(', ')}.`, usage);
  const choice = choiceOf(read);
  const source = sourceOf(read);
  if (typeof choice === 'string') return wrongUsage(choice, usage);
  if (typeof source === 'string') return wrongUsage(source, usage);
  const prepared = await prepare(source);
  if (!prepared.ok) return refuse(prepared.message, exitCodes.io);
  const onward = await textToWalk(prepared, { adopt: option(read, 'adopt'), treat: list(read, 'treat') });
  if (typeof onward === 'string') return wrongUsage(onward, usage);
  const { plan } = onward.text.laid;
  const selection = select(plan, choice);
  if (selection === undefined)
    return refuse(
      `This runbook has no ${nameOf(choice)}. handrail parse FILE lists what it has.`,
      exitCodes.usage,
    );
  const login = flag(read, 'login');
  const begins = await sessionEnvironment(process.env, login ? 'login' : 'inherited');
  if (!begins.ok) return refuse(begins.reason, exitCodes.io);
  const { environment } = begins;
  const file = option(read, 'answers');
  const answers = await gather(plan, {
    options: list(read, 'var'),
    environment,
    ...(file === undefined ? {} : { file }),
  });
  if (!answers.ok) return refuse(answers.message, exitCodes.usage);
  const idle = whyIdle(plan, { choice, selection });
  if (idle !== undefined) return refuse(idle, exitCodes.usage);
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const shell = { environment, ...(login ? { login } : {}), ...limit };
  return await walkThrough(prepared, { read, onward, choice, selection, values: answers.values, shell });
}

interface Journey {
  readonly read: Arguments;
  readonly onward: Onward;
  readonly choice: Choice;
  readonly selection: Selection;
  readonly values: ReadonlyMap<string, Given>;
  /** What the session begins with, and how long its commands may take. */
  readonly shell: Pick<OpenOptions, 'environment' | 'login' | 'timeoutMs'>;
}

async function walkThrough(prepared: Prepared, journey: Journey): Promise<number> {
  const { read, onward, choice, selection, values } = journey;
  const junit = option(read, 'junit');
  const unwritable = junit === undefined ? undefined : await faultOfJunit(junit);
  if (unwritable !== undefined) return refuse(unwritable, exitCodes.io);
  const interruption = new Interruption();
  const person = personAtTerminal(() => interruption.interrupt());
  const report = reporter(flag(read, 'json') ? 'json' : 'text', onward.text.laid.plan);
  const walk = await openWalk(prepared, journey, { person, report });
  interruption.watch(walk, person);
  const release = person?.hold();
  try {
    await walk.log.start();
    report.begin(walk.log.recorder.folder, await notesOf(walk, onward));
    const refused = (await takeNewText(walk, onward)) ?? (await takeAnswer(walk, option(read, 'answer')));
    const wish = { report, environment: flag(read, 'environment') };
    if (refused !== undefined) return await leave(walk, { kind: 'needsPerson', reasons: [refused] }, wish);
    const ending = await begin(
      { walk, choice, values },
      {
        walk,
        selection,
        resumed: prepared.record !== undefined,
        yes: flag(read, 'yes'),
        ...gatekeepingIn(read),
        confirmed: list(read, 'confirm'),
        leaving: () => interruption.leaving,
        ...backgroundIn(read),
        ...(person === undefined ? {} : { person: attended(person, walk) }),
      },
    );
    const exit = await leave(walk, ending, wish);
    return junit === undefined ? exit : await writeJunit(junit, { folder: walk.log.recorder.folder, exit });
  } catch (error) {
    return refuseFor(error);
  } finally {
    await release?.();
    interruption.end();
  }
}

/** What keeps a run from being walked; any other error is a bug. */
function refuseFor(error: unknown): number {
  if (error instanceof NotTheirTurn) return refuse(error.message, exitCodes.needsPerson);
  if (error instanceof NotRecorded) return refuse(error.message, exitCodes.io);
  throw error;
}

async function openWalk(
  prepared: Prepared,
  { read, shell }: Journey,
  { person, report }: { person: Person | undefined; report: Reporter },
): Promise<Walk> {
  const walk = await makeWalk(prepared, {
    directory: process.cwd(),
    stateFolder: stateFolder(process.cwd(), option(read, 'state')),
    trusted: true,
    asksHere: person !== undefined,
    ...(person === undefined ? {} : { apart: use => person.apart(use) }),
    asksForNames: person !== undefined && !flag(read, 'yes'),
    author: person === undefined ? 'unattended' : 'person',
    version,
    vscode: '',
    observer: report,
    ...shell,
  });
  if (person !== undefined) followSize(walk);
  return walk;
}

function gatekeepingIn(read: Arguments): Omit<Gatekeeping, 'walk'> {
  const reason = option(read, 'break-glass');
  return { askAgain: flag(read, 'ask-again'), ...(reason === undefined ? {} : { breakGlass: reason }) };
}

function timeoutOf(read: Arguments): number | undefined | 'wrong' {
  const given = option(read, 'timeout');
  return given === undefined ? undefined : (readSpan(given) ?? 'wrong');
}

/** Whatever is wrong with it has been said before anything is opened. */
function backgroundIn(read: Arguments): Pick<Driver, 'background'> {
  const decision = backgroundOf(read);
  return decision === undefined || decision === 'wrong' ? {} : { background: decision };
}

function backgroundOf(read: Arguments): JobsDecision | undefined | 'wrong' {
  const given = option(read, 'background');
  return given === undefined ? undefined : (decisions.find(known => known === given) ?? 'wrong');
}

/** What the operator should know about the key that signs. */
async function notesOf(walk: Walk, onward: Onward): Promise<readonly string[]> {
  const notices = walk.view().notices.flatMap(notice => ('sentence' in notice ? [notice.sentence] : []));
  return [...notices, ...(await changedNotes(walk, onward)), ...(await takenUpNotes(walk))];
}

async function begin(
  { walk, choice, values }: { walk: Walk; choice: Choice; values: ReadonlyMap<string, Given> },
  driver: Driver,
): Promise<Ending> {
  try {
    const given = [...values].flatMap(([name, { value, source }]) => {
      const input = walk.text.plan.inputs.get(name);
      return input === undefined ? [] : [{ input, value, source }];
    });
    // Secrets first, so that they are known where another value holds one.
    for (const { input, value, source } of [...given].sort(
      (a, b) => Number(b.input.secret) - Number(a.input.secret),
    )) {
      if (!input.secret && walk.values.holdsSecret(value))
        return { kind: 'needsPerson', reasons: [wrongSentence(input.name, { kind: 'secret' })] };
      if (isNews(walk, input.name, { value, source })) takeValue(walk, { input, value, source });
    }
    if (choice.kind === 'section') {
      await ask(walk, {
        type: 'branch.enter',
        section: choice.section,
        reason: `--section ${choice.section}`,
      });
    }
    return await drive(driver);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return { kind: 'notRecorded', reason: error.message };
  }
}

/** On resume, what is given by name beats what the run holds; the environment and the author's proposals do not. */
function isNews(walk: Walk, name: string, { value, source }: Given): boolean {
  if (!walk.values.has(name)) return true;
  const held = walk.state.values.get(name)?.value;
  return (source === 'option' || source === 'answers') && held !== value;
}

/** Leaves a run that did not reach its end open, with everything signed. */
async function leave(
  walk: Walk,
  ending: Ending,
  { report, environment }: { readonly report: Reporter; readonly environment: boolean },
): Promise<number> {
  if (environment) report.environment(shownEnvironment(walk));
  await walk.leave('left');
  const exit = exitOf(ending);
  report.end(ending, { exit, folder: walk.log.recorder.folder });
  return exit;
}

function exitOf(ending: Ending): number {
  switch (ending.kind) {
    case 'done':
    case 'partDone':
      return exitCodes.done;
    case 'failed':
      return exitCodes.failed;
    case 'needsPerson':
      return exitCodes.needsPerson;
    case 'notRecorded':
      return exitCodes.io;
  }
}

function sourceOf(read: Arguments): Source | string {
  const [file, ...more] = read.positionals;
  const resume = option(read, 'resume');
  if (more.length > 0) return 'run takes one file.';
  if (resume !== undefined) return { kind: 'resume', folder: resume };
  if (file === undefined) return 'run needs a file.';
  return { kind: 'file', path: file === '-' ? standardInput : file };
}
