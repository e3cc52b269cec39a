import type { Finding } from '../audit/finding.ts';
import { formatFinding, headlineOf } from '../audit/wording.ts';
import type { Verdict } from '../audit/verdict.ts';
import { xmlAttributes, xmlText } from './xml.ts';

// What verification says of many logs, for continuous integration: JUnit XML and SARIF 2.1.0.

/** One thing that was checked: a run, or what runs and a base show together. */
export interface LogCheck {
  readonly name: string;
  /** The folder that its findings' files stand in, as a path from where it ran. */
  readonly folder: string;
  readonly exit: Verdict['exit'];
  readonly findings: readonly Finding[];
}

const isWrong = ({ weight }: Finding): boolean => weight !== 'note';

/** A case for each check; a check that does not hold is a failure with all of its findings. */
export function logsJunit(checks: readonly LogCheck[]): string {
  const failures = String(checks.filter(({ exit }) => exit !== 0).length);
  const totals = {
    name: 'handrail verify',
    tests: String(checks.length),
    failures,
    errors: '0',
    skipped: '0',
    time: '0.000',
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${xmlAttributes(totals)}>`,
    `  <testsuite ${xmlAttributes(totals)}>`,
    ...checks.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines({ name, folder, exit, findings }: LogCheck): readonly string[] {
  const named = xmlAttributes({ name, classname: folder === '' ? 'handrail' : folder, time: '0.000' });
  if (exit === 0) return [`    <testcase ${named}/>`];
  const text = findings.filter(isWrong).map(formatFinding).join('\n');
  const about = xmlAttributes({ type: String(exit), message: headlineOf({ exit, findings }) });
  return [`    <testcase ${named}>`, `      <failure ${about}>${xmlText(text)}</failure>`, '    </testcase>'];
}

const levels = {
  unreadable: 'error',
  tampered: 'error',
  unsupported: 'error',
  trust: 'error',
  incomplete: 'warning',
  note: 'note',
} as const;

/** A result for each finding; codes are the rules, whose meaning docs/audit-log.md has. */
export function logsSarif(checks: readonly LogCheck[], version: string): string {
  const codes = [...new Set(checks.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  const driver = { name: 'Handrail', semanticVersion: version, rules: codes.map(id => ({ id })) };
  const results = checks.flatMap(check =>
    check.findings.map(finding => ({
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: levels[finding.weight],
      message: { text: `${check.name}: ${formatFinding(finding)}` },
      locations: [locationOf(check, finding)],
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A finding without a file is about the folder. */
function locationOf({ folder }: LogCheck, { file, line }: Finding): object {
  const parts = [folder, file ?? ''].filter(part => part !== '');
  const artifactLocation = { uri: encodeURI(parts.length === 0 ? '.' : parts.join('/')) };
  const region = line === undefined ? {} : { region: { startLine: line } };
  return { physicalLocation: { artifactLocation, ...region } };
}
