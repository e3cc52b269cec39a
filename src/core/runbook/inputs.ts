import { tell } from '../message/message.ts';
import { isRefused } from '../shell/comments/refusal.ts';
import type { Problem, Statement } from '../shell/statement.ts';
import { collectVariables } from '../shell/variables/runbookVariables.ts';
import { isSecretName } from '../shell/variables/variableNames.ts';
import { readDeclared, type Declared } from './declared.ts';
import { describe } from './words/prompts.ts';
import type { Input, Section, Step } from './runbook.ts';

interface Use {
  readonly name: string;
  readonly kind: Input['kind'];
  readonly text: string;
  readonly line: number;
}

interface Needed extends Use {
  readonly steps: Set<string>;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  readonly problems: readonly Problem[];
}

/** The inputs of a runbook: placeholders, and variables that nothing sets, each once for the whole runbook. */
export function readInputs(
  sections: readonly Section[],
  lines: readonly string[],
  declared: unknown,
): Inputs {
  const placed = [...statementsOf(sections)];
  const needed = new Map<string, Needed>();
  const variables = collectVariables(placed.map(({ statement }) => statement));
  // Statements that a walk passes over set no variables.
  const onWalk = collectVariables(
    placed.flatMap(({ statement, isPassedOver }) => (isPassedOver ? [] : [statement])),
  );
  const settings = readDeclared(declared);
  // A declared input has its value before the command that sets it again.
  const isAsked = ({ name, set }: (typeof variables)[number]): boolean =>
    set === 'never' || (set === 'later' && settings.has(name));
  const namesAsked = (from: typeof variables): ReadonlySet<string> =>
    new Set(from.filter(isAsked).map(({ name }) => name));
  const [unset, unsetOnWalk] = [namesAsked(variables), namesAsked(onWalk)];
  for (const { step, statement, isPassedOver } of placed) {
    for (const { name, text } of statement.placeholders) {
      need(needed, { name, kind: 'placeholder', text, line: statement.line }, step);
    }
    for (const name of statement.reads.filter(read => (isPassedOver ? unset : unsetOnWalk).has(read))) {
      need(needed, { name, kind: 'variable', text: name, line: statement.line }, step);
    }
  }
  const told = describe(lines, [...needed.values()]);
  const found = [...needed.values()].map(use => ({
    ...toInput(use),
    ...told.get(use.name),
    ...settings.get(use.name),
  }));
  const more = [...settings].filter(([name]) => !needed.has(name));
  const later = onWalk.filter(variable => variable.set === 'later' && !isAsked(variable));
  return {
    inputs: [...found, ...more.map(([name, setting]) => unusedInput(name, setting))],
    problems: later.map(setLater),
  };
}

function setLater({ name, line }: { name: string; line: number }): Problem {
  return {
    code: 'variable-set-later',
    severity: 'warning',
    ...tell('remark.setLater', { name }),
    line,
    endLine: line,
  };
}

function toInput({ name, kind, text, line, steps }: Needed): Input {
  const prompt = humanName({ name, kind, text });
  return { name, kind, text, prompt, secret: isSecretName(name), line, steps: [...steps] };
}

// Declared but used by no statement: asked for all the same, since a script or a person may need it.
function unusedInput(name: string, setting: Declared): Input {
  return { ...toInput({ name, kind: 'variable', text: name, line: 1, steps: new Set() }), ...setting };
}

function humanName({ kind, name, text }: Pick<Use, 'kind' | 'name' | 'text'>): string {
  if (kind === 'variable') {
    return name;
  }
  if (/^YYYY/.test(text)) {
    return text;
  }
  // The variable's name says more than the sample value it replaces.
  if (name !== text && /^[\w@%+:,./-]+$/.test(text)) {
    return name;
  }
  const words = text
    .replace(/^[<[{\s]+|[>\]}\s]+$/g, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  if (words === '' || /^[x.]+$/i.test(words)) {
    return name;
  }
  return /^your\s/i.test(words) || /^\p{Lu}[^\p{Ll}]{4,}$/u.test(words) ? spoken(words) : words;
}

// `YOUR_API_KEY` and `<your-api-key>` both become "Your API key".
function spoken(words: string): string {
  const said = /\p{Ll}/u.test(words) ? words : words.replaceAll(/\p{L}+/gu, word => quiet(word));
  return said.replace(/^\p{Ll}/u, first => first.toUpperCase());
}

// Abbreviations that stay in capitals: "Your API key".
const initials =
  /^(?:API|ARN|AWS|AKS|CA|CIDR|CLI|CPU|CSR|DB|DNS|EKS|FQDN|GCP|GKE|GPG|GPU|HTTPS?|IAM|ID|IDS|IP|JSON|JWT|K8S|PAT|PEM|PID|PR|RDS|S3|SHA|SQL|SSH|SSL|SSO|TLS|UID|URI|URL|UUID|VM|VPC|VPN|YAML)$/;

function quiet(word: string): string {
  return initials.test(word) ? word : word.toLowerCase();
}

function need(drafts: Map<string, Needed>, use: Use, step: Step): void {
  const known = drafts.get(use.name);
  if (known === undefined) {
    drafts.set(use.name, { ...use, steps: new Set([step.id]) });
  } else {
    known.steps.add(step.id);
  }
}

interface Placed {
  readonly step: Step;
  readonly statement: Pick<Statement, 'text' | 'line' | 'reads' | 'writes' | 'placeholders'>;
  /** True for an alternative in its block, and for a conditional statement. */
  readonly isPassedOver: boolean;
}

function* statementsOf(sections: readonly Section[]): Generator<Placed> {
  for (const section of sections) {
    for (const step of section.steps) {
      yield* statementsOfStep(step);
    }
    yield* statementsOf(section.sections);
  }
}

function* statementsOfStep(step: Step): Generator<Placed> {
  if (step.kind === 'commands') {
    for (const statement of step.statements) {
      if (isRefused(statement)) continue;
      // A block that runs in its own shell sets nothing for others.
      yield {
        step,
        statement: step.run === 'block' ? { ...statement, writes: [] } : statement,
        isPassedOver:
          statement.alternativeTo !== undefined || (!step.required && statement.condition?.kind === 'rarely'),
      };
    }
  }
  // A script that is saved as a file does not run here. The variables of a script end with its process.
  if (step.kind === 'script' && step.savedAs === undefined) {
    const { line, reads, placeholders } = step;
    yield {
      step,
      statement: { text: '', line: line + 1, reads, writes: [], placeholders },
      isPassedOver: false,
    };
  }
  for (const owned of step.steps ?? []) {
    yield* statementsOfStep(owned);
  }
}
