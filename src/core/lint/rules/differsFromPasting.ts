import { tell, titled, type Told } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import type { Statement } from '../../shell/statement.ts';
import { programName, readWords } from '../../shell/programs/command.ts';
import { ancestorOf, textOf, type Placed } from '../../shell/tree.ts';
import { commandsOf, hear, rangeOf, placedSteps, type Spoken } from '../commands.ts';
import { runnableOf } from '../document.ts';
import { fenceAt } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** What does another thing in a run than pasted into a terminal. */
export const differsFromPasting: Rule = {
  code: 'HR208',
  name: 'differs-from-pasting',
  severity: 'info',
  check: document =>
    placedSteps(document).flatMap(([step]) => {
      if (step.kind !== 'commands') {
        return [];
      }
      return step.run === 'block' ? wholeBlock(document, step) : oneByOne(document, step);
    }),
};

function wholeBlock(document: Document, step: CommandsStep): readonly Report[] {
  const asked = /\brun\s*[=:]/.test(document.lines[step.line - 1] ?? '');
  const words = /\$\{?0\}?|BASH_SOURCE|\btrap\b/.exec(step.text)?.[0];
  if (asked || words === undefined) {
    return [];
  }
  const told = tell('differs.wholeBlock', { words });
  const fence = fenceAt(document, step);
  const fixes = fence === undefined ? [] : [asBlock(fence.behindInfo, true)];
  return [{ ...told, line: step.line, endLine: step.endLine, ...rangeOf(document, words, step), fixes }];
}

// The first of each sort in a block.
function oneByOne(document: Document, step: CommandsStep): readonly Report[] {
  const seen = new Set<string>();
  const statements = runnableOf(step);
  const entering = statements.findIndex(({ entersShell }) => entersShell);
  const here = entering < 0 ? statements : statements.slice(0, entering + 1);
  return here.flatMap(statement => {
    const spoken = hear(document, statement);
    const found = leavesEntered(document, statement) ? undefined : surprise(document, statement, spoken);
    if (found === undefined || seen.has(found.words)) {
      return [];
    }
    seen.add(found.words);
    const fence = found.asBlock ? fenceAt(document, step) : undefined;
    return [
      {
        ...found.told,
        line: statement.line,
        endLine: statement.endLine,
        ...rangeOf(document, found.words, statement),
        fixes: fence === undefined ? [] : [asBlock(fence.behindInfo, false)],
      },
    ];
  });
}

// `exit` alone, below a block that opened another shell, leaves that one.
function leavesEntered(document: Document, statement: Statement): boolean {
  const opened = (other: Statement): boolean => other.entersShell && other.line < statement.line;
  return (
    /^(?:exit|logout)$/.test(statement.text.trim()) &&
    commandsOf(document).some(command => opened(command.statement))
  );
}

// Saying what happens anyway changes nothing.
function asBlock(at: number, safe: boolean): Fix {
  return {
    ...titled('fix.runWhole'),
    safe,
    edits: [{ range: [at, at], text: ' run=block' }],
  };
}

interface Surprise {
  readonly words: string;
  readonly told: Told;
  /** Whether running the block whole mends it. */
  readonly asBlock: boolean;
}

function surprise(document: Document, statement: Statement, spoken: Spoken): Surprise | undefined {
  const top = spoken.nodes.filter(placed => placed.node.type === 'command' && isTopLevel(placed));
  for (const { node } of top) {
    const words = readWords(spoken.masked, node).map(word => word.text);
    const name = programName(readWords(spoken.masked, node)[0]);
    if (name === 'exit' || name === 'logout') {
      return { words: name, told: tell('differs.exit', { name }), asBlock: true };
    }
    if (name === 'return') {
      return { words: 'return', told: tell('differs.return'), asBlock: false };
    }
    if (name === 'exec' && words.length > 1) {
      return { words: 'exec', told: tell('differs.exec'), asBlock: false };
    }
  }
  return recalled(spoken) ?? fromStartFiles(document, statement, spoken);
}

const inner = new Set([
  'subshell',
  'command_substitution',
  'process_substitution',
  'function_definition',
  'pipeline',
]);

function isTopLevel(placed: Placed): boolean {
  return ancestorOf(placed, inner) === undefined;
}

function recalled({ masked, nodes }: Spoken): Surprise | undefined {
  const word = nodes
    .filter(({ node }) => node.type === 'word' || node.type === 'command_name')
    .map(({ node }) => textOf(masked, node))
    .find(text => /^!(?:!|\$|-?\d+)$/.test(text));
  return word === undefined
    ? undefined
    : {
        words: word,
        told: tell('differs.history', { words: word }),
        asBlock: false,
      };
}

// What only a login's start files define; a run reads none of them.
const fromFiles: ReadonlyMap<string, RegExp> = new Map([
  ['nvm', /nvm\.sh|\.nvm/],
  ['sdk', /sdkman/],
  ['rvm', /rvm/],
  ['workon', /virtualenvwrapper/],
  ['ll', /alias\s+ll=/],
  ['la', /alias\s+la=/],
]);

function fromStartFiles(document: Document, statement: Statement, { calls }: Spoken): Surprise | undefined {
  const call = calls.find(
    ({ program, args, isNested }) =>
      !isNested && (fromFiles.has(program) || (program === 'conda' && args[0] === 'activate')),
  );
  if (call === undefined) {
    return undefined;
  }
  const name = call.program;
  const loads = fromFiles.get(name) ?? /conda\.sh|shell\.\w+ hook|conda init/;
  const loaded = commandsOf(document).some(
    ({ statement: other }) => other.line <= statement.line && loads.test(other.text),
  );
  const words = name === 'conda' ? 'conda activate' : name;
  return loaded ? undefined : { words, told: tell('differs.startFiles', { words }), asBlock: false };
}
