import { tell, titled } from '../../message/message.ts';
import type { CommandsStep, Section } from '../../runbook/runbook.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import type { Statement } from '../../shell/statement.ts';
import { hear, nameOf, placedSteps } from '../commands.ts';
import { runnableOf } from '../document.ts';
import { insertAfter } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { isPlainShell } from '../repairs/tag.ts';
import { languageOf } from '../repairs/language.ts';
import { written } from '../repairs/fixTexts.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A look at the system whose result an operator has to judge, with no word on what is right. */
export const noExpectedResult: Rule = {
  code: 'HR210',
  name: 'no-expected-result',
  severity: 'hint',
  check: document =>
    placedSteps(document).flatMap(([step, section]) =>
      step.kind === 'commands' && isVerification(step, section) ? silent(document, step) : [],
    ),
};

// Only where the page itself says that this is a check; a look around needs no right answer.
function isVerification(step: CommandsStep, section: Section): boolean {
  const titles = `${section.title}\n${step.title}`;
  return (
    section.role === 'path' &&
    /\b(?:verif(?:y|ies|ication)|validat(?:e|ion)|health ?checks?|smoke tests?|confirm|sanity|doğrula\w*|sağlık|prüf\w*|überprüf\w*|verificar|comprobar)\b/iu.test(
      titles,
    )
  );
}

// The last look of the block, since one answer for it is what the author would write.
function silent(document: Document, step: CommandsStep): readonly Report[] {
  const statements = runnableOf(step);
  if (statements.some(({ expected }) => expected !== undefined) || saysWhatIsRight(document, step)) {
    return [];
  }
  const looks = statements.filter(statement => needsJudgement(document, statement));
  const last = looks.at(-1);
  if (last === undefined) {
    return [];
  }
  const told = tell('noExpectedResult', { command: nameOf(last) });
  const fixes = isPlainShell(step.language) ? expecting(document, last) : [];
  return [{ ...told, line: last.line, endLine: last.endLine, fixes }];
}

function expecting(document: Document, { endLine }: Statement): readonly Fix[] {
  const tongue = languageOf(document);
  const asks = written.goodAnswer[tongue];
  const lead = /^[\s>]*/.exec(document.lines[endLine - 1] ?? '')?.[0] ?? '';
  const edit = insertAfter(document, endLine, `${lead}# ${written.expected[tongue]}: ${asks}`);
  return [{ ...titled('fix.expected'), safe: false, edits: [{ ...edit, asks }] }];
}

function needsJudgement(document: Document, statement: Statement): boolean {
  const { calls } = hear(document, statement);
  const decides =
    /\|\s*(?:grep\s+-\w*q|jq\s+-\w*e)|(?:^|[\s;])(?:test|\[|\[\[)\s|\|\||&&|\bexit\b|>\s*\S|\bassert/;
  return (
    !statement.endless &&
    !statement.entersShell &&
    statement.risks.length === 0 &&
    statement.problems.length === 0 &&
    !decides.test(statement.text) &&
    !saysRight.test(statement.title ?? '') &&
    calls.some(isLook)
  );
}

function isLook({ program, args }: Invocation): boolean {
  const text = args.join(' ');
  switch (program) {
    case 'curl':
      return (
        /health|ready|live|status|ping|metrics|version/i.test(text) && !/(?:^|\s)-\w*f|--fail/.test(text)
      );
    case 'kubectl':
    case 'oc':
      return /^(?:\S+\s+)*?(?:get|top|logs)\s/.test(text) && !/-o\s*(?:yaml|json)\b/.test(text);
    case 'systemctl':
      return /\bstatus\b/.test(text);
    case 'psql':
    case 'mysql':
      return /\bselect\b/i.test(text);
    case 'pg_isready':
    case 'redis-cli':
      return /ping|info/i.test(text);
    case 'helm':
      return /^(?:status|list|ls)\b/.test(text);
    case 'docker':
      return /^(?:compose\s+)?ps\b/.test(text);
    default:
      return false;
  }
}

// A title that says what is right: "The pods should be running", "No errors".
const saysRight =
  /\b(?:expect\w*|should|shall|must|ought|returns?|output|success(?:ful\w*)?|looks? (?:like|for)|see|shows?|ensure|healthy|running|ready|empty|zero|no (?:errors?|output)|all|beklenen|olmalı|erwartet|soll\w*|debe\w*|esperad\w*)\b|[<>=≥≤✅]|\b(?:200|OK)\b/iu;

// The paragraphs around the block, its comments and the items that follow it.
function saysWhatIsRight({ lines }: Document, step: CommandsStep): boolean {
  const around = [
    ...lines.slice(Math.max(0, step.line - 5), step.line - 1),
    ...lines.slice(step.endLine, step.endLine + 6),
    ...step.text.split('\n').filter(line => /^\s*#/.test(line)),
  ];
  return around.some(line => !/^\s*(?:`{3}|~{3})|^#{1,6}\s/.test(line) && saysRight.test(line));
}
