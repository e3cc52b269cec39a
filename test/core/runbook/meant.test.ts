import { describe, expect, test } from 'vitest';
import { read, sectionsOf, withOwned } from './read.ts';

interface Case {
  readonly title: string;
  readonly text: readonly string[];
  /** Each step by its kind, with `?` where it need not be done, and for commands what is run, `~` before what is passed over. */
  readonly meant: readonly string[];
  /** The roles of sections that are off the path. */
  readonly aside?: readonly string[];
}

const bash = (...rows: readonly string[]): readonly string[] => ['', '```bash', ...rows, '```', ''];
const held = (...rows: readonly string[]): readonly string[] => [
  '',
  '  ```bash',
  ...rows.map(row => `  ${row}`),
  '  ```',
  '',
];
const numbered = (...rows: readonly string[]): readonly string[] => [
  '',
  '   ```bash',
  ...rows.map(row => `   ${row}`),
  '   ```',
  '',
];

// What stands under words that sound like settings, choices, lists or occasions, and is work all the same.
const cases: readonly Case[] = [
  {
    title: 'a command behind its environment, below a title that names a file of settings',
    text: ['## Migrate with .env', ...bash('RAILS_ENV=production ./migrate')],
    meant: ['commands RAILS_ENV=production ./migrate'],
  },
  {
    title: 'the same behind a semicolon, below a title of contents',
    text: ['## Create the env file', ...bash('A=1;./migrate', 'B="x" ./start')],
    meant: ['commands A=1;./migrate | B="x" ./start'],
  },
  {
    title: 'the same in the sentence above',
    text: [
      '# Run',
      '',
      'Load the environment file, then migrate:',
      ...bash('RAILS_ENV=production ./migrate'),
    ],
    meant: ['commands RAILS_ENV=production ./migrate'],
  },
  {
    title: 'assignments that are to be loaded',
    text: ['# Run', '', 'Load the environment file:', ...bash('STAGE=blue', 'PORT=80')],
    meant: ['commands STAGE=blue | PORT=80'],
  },
  {
    title: 'assignments below a title that tells to restart with the file',
    text: ['## Restart with the contents of .env', ...bash('STAGE=blue')],
    meant: ['commands STAGE=blue'],
  },
  {
    title: 'assignments below a title that only names the file',
    text: ['## The env file', ...bash('STAGE=blue')],
    meant: ['commands STAGE=blue'],
  },
  {
    title: 'settings of a file that is to be created',
    text: [
      '## Create the env file',
      ...bash('# Shop', 'A="a b" # name', "B='c d'", 'C=http://x/?a=1&b=2', 'D='),
    ],
    meant: ['file?'],
  },
  ...[
    '.env İçeriği',
    '.env oluştur',
    '.env anlegen',
    'Inhalt von .env',
    'Contenido de .env',
    'Crear .env',
  ].map(title => ({
    title: `settings below "${title}"`,
    text: [`## ${title}`, ...bash('A=1')],
    meant: ['file?'],
  })),
  ...['In `.env`:', '`.env`:', 'Edit `.env`:'].map(title => ({
    title: `settings below the sentence "${title}"`,
    text: ['# Run', '', title, ...bash('A=1')],
    meant: ['file?'],
  })),
  ...['Level', 'Stufe', 'Seviye', 'Nivel'].map(word => ({
    title: `"${word} 1: high" and what comes next`,
    text: [`## ${word} 1: high`, ...bash('./one'), `## ${word} 2: low`, ...bash('./two')],
    meant: ['commands ./one', 'commands ./two'],
  })),
  {
    title: 'patches by severity',
    text: ['## Severity 1 patches', ...bash('./one'), '## Severity 2 patches', ...bash('./two')],
    meant: ['commands ./one', 'commands ./two'],
  },
  {
    title: 'what is done once a severity is declared',
    text: [
      '## SEV 1 declared: page the team',
      ...bash('./one'),
      '## SEV 2 declared: high load',
      ...bash('./two'),
    ],
    meant: ['commands ./one', 'commands ./two'],
  },
  {
    title: 'one severity twice',
    text: ['## SEV-1: Critical', ...bash('./one'), '## SEV-1: Critical (again)', ...bash('./two')],
    meant: ['commands ./one', 'commands ./two'],
  },
  {
    title: 'one severity alone',
    text: ['## SEV-1: Critical', ...bash('./one'), '## Afterwards', ...bash('./two')],
    meant: ['commands ./one', 'commands ./two'],
  },
  {
    title: 'severities, of which one has come',
    text: ['## SEV-1: Critical', ...bash('./one'), '## SEV2 (high)', ...bash('./two')],
    meant: ['commands ./one', 'commands ./two'],
    aside: ['option', 'option'],
  },
  {
    title: 'numbered links and addresses',
    text: [
      '## Order',
      '',
      'Do the following:',
      '',
      '1. [Console](https://a.example)',
      '2. <https://b.example>',
    ],
    meant: ['manual?', 'manual?'],
  },
  {
    title: 'numbered addresses below no words',
    text: ['## Dashboards', '', '1. https://a.example', '2. https://b.example'],
    meant: ['manual?', 'manual?'],
  },
  {
    title: 'what may come after it',
    text: [
      '# Set up',
      ...bash('./keys'),
      '## Next steps',
      '',
      '### Explore the dashboard',
      ...bash('kubectl delete ns demo'),
    ],
    meant: ['commands ./keys', 'commands kubectl delete ns demo'],
    aside: ['reference', 'reference'],
  },
  {
    title: "a program's settings among commands",
    text: [
      '## Archive',
      ...bash('# In postgresql.conf:', 'wal_level = replica', "archive_command = 'cp %p /wal'"),
    ],
    meant: ['manual?'],
  },
  ...['/var/opt/app/failover', '/etc/patroni/promote', '/etc/rc.local'].map(path => ({
    title: `${path} alone`,
    text: ['## Promote', ...bash(path)],
    meant: [`commands ${path}`],
  })),
  {
    title: 'two paths with a remark',
    text: [
      '## Promote',
      '',
      'Run both:',
      ...bash('/etc/patroni/promote  # the standby', '/var/opt/app/failover'),
    ],
    meant: ['commands /etc/patroni/promote  # the standby | /var/opt/app/failover'],
  },
  ...['Common mitigations:', 'Possible fixes', 'Apply one of the following mitigations:'].map(title => ({
    title: `numbered commands below "${title}"`,
    text: [
      '# Mend',
      '',
      title,
      '',
      '1. Back:',
      ...numbered('./back'),
      '2. Restore:',
      ...numbered('./restore'),
    ],
    meant: ['manual?', 'commands ./back', 'manual?', 'commands ./restore'],
  })),
  ...[
    'Common mitigations:',
    'If any of the following hold:',
    'Ask one of the following people, then restart each:',
    'One of the following people decides. Restart these:',
  ].map(title => ({
    title: `bullets below "${title}"`,
    text: ['# Mend', '', title, '', '- Web', ...held('./web'), '- Queue', ...held('./queue')],
    meant: ['commands ./web', 'commands ./queue'],
  })),
  ...['Apply one of the following mitigations:', 'Wähle eine der folgenden Maßnahmen:'].map(title => ({
    title: `bullets below "${title}"`,
    text: ['# Mend', '', title, '', '- Web', ...held('./web'), '- Queue', ...held('./queue')],
    meant: ['commands? ~./web', 'commands? ~./queue'],
  })),
  {
    title: 'numbered work in short words below "Our workflow:"',
    text: ['# Move', '', 'Our workflow:', '', '1. Alerts silenced', '2. Pods drained', '3. Backups first'],
    meant: ['manual?', 'manual?', 'manual?'],
  },
  {
    title: 'what a script does',
    text: [
      '# Move',
      '',
      'The script:',
      '',
      '1. Reads `disks.json` for disks',
      '2. Fetches disks',
      '3. Copies data',
    ],
    meant: [],
  },
  {
    title: 'orders below "3. Triggers"',
    text: ['## 3. Triggers', '', '- [ ] Create the trigger', '- [ ] Disable the old trigger'],
    meant: ['check', 'check'],
  },
  {
    title: 'orders and occasions below "When to run the migration"',
    text: ['## When to run the migration', '', '- [ ] Kuyruğu boşaltın', '- [ ] Nobody can write'],
    meant: ['check', 'check?'],
  },
];

describe('what is meant to be run is left on the path', () => {
  test.each(cases)('$title', ({ text, meant, aside = [] }) => {
    const runbook = read(text.join('\n'));
    const steps = [...sectionsOf(runbook.sections)].flatMap(({ steps: own }) =>
      own.flatMap(step => [...withOwned(step)]),
    );
    const found = steps.map(step => {
      const kind = `${step.kind}${step.required ? '' : '?'}`;
      if (step.kind !== 'commands') return kind;
      const rows = step.statements.map(row => `${row.condition === undefined ? '' : '~'}${row.text}`);
      return `${kind} ${rows.join(' | ')}`;
    });
    const roles = [...sectionsOf(runbook.sections)].map(({ role }) => role).filter(role => role !== 'path');
    expect({ found, roles }).toEqual({ found: meant, roles: aside });
  });
});
