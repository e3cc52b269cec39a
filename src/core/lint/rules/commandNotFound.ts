import { said, tellAll, titled } from '../../message/message.ts';
import { knownPrograms } from '../../shell/programs/commandNames.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import { textOf } from '../../shell/tree.ts';
import { commandsOf, hear, rangeOf, placedSteps, type Command } from '../commands.ts';
import { holdsOutput } from '../output.ts';
import { isAtPrompt } from './otherShell.ts';
import type { Fix } from '../finding.ts';
import { slipOf } from '../nearest.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A program that this machine does not have, reported where it is first called. */
export const commandNotFound: Rule = {
  code: 'HR206',
  name: 'command-not-found',
  severity: 'info',
  depends: 'hasCommand',
  check: document => {
    const { hasCommand } = document.surroundings;
    return hasCommand === undefined ? [] : missing(document, hasCommand);
  },
};

function missing(document: Document, hasCommand: (name: string) => boolean): readonly Report[] {
  const defined = definedNames(document);
  const arrived = new Set<string>();
  const absent = new Map<string, Command[]>();
  const asked = new Map<string, boolean>();
  for (const command of commandsHere(document)) {
    bringsIn(document, command).forEach(name => arrived.add(name));
    for (const name of programsOf(document, command)) {
      const excused = defined.has(name) || arrived.has(name) || builtins.has(name) || ofOneSystem.has(name);
      const here = asked.get(name) ?? (excused || hasCommand(name));
      asked.set(name, here);
      if (!here) {
        absent.set(name, [...(absent.get(name) ?? []), command]);
      }
    }
  }
  return [...absent].flatMap(([name, commands]) => report(document, name, commands));
}

function report(document: Document, name: string, commands: readonly Command[]): readonly Report[] {
  const first = commands[0]?.statement;
  if (first === undefined) {
    return [];
  }
  const meant = meantBy(name);
  const missing =
    commands.length === 1
      ? said('commandNotFound.one', { name })
      : said('commandNotFound.many', { name, count: commands.length });
  const told = tellAll(missing, ...(meant === undefined ? [] : [said('commandNotFound.meant', { meant })]));
  const { line, endLine } = first;
  const fixes = meant === undefined ? [] : respell(document, commands, { name, meant });
  return [{ ...told, line, endLine, ...rangeOf(document, name, first), fixes }];
}

// `bosh` is no slip of the pen for `bash`, nor `gsort` for `sort`, nor `apache2ctl` for `apachectl`: short names, others' first letters
// and digits tell programs apart.
function meantBy(name: string): string | undefined {
  const digits = (word: string): string => word.replaceAll(/\D/g, '');
  const meant = slipOf(name, longer);
  const isSlip = meant !== undefined && meant[0] === name[0] && digits(meant) === digits(name);
  return isSlip && !knownPrograms.has(name) ? meant : undefined;
}

const longer = [...knownPrograms].filter(({ length }) => length >= 5);

function respell(
  document: Document,
  commands: readonly Command[],
  { name, meant }: { readonly name: string; readonly meant: string },
): readonly Fix[] {
  const edits = commands.flatMap(({ statement }) => {
    const at = rangeOf(document, name, statement);
    return at === undefined ? [] : [{ range: at.range, text: meant }];
  });
  return edits.length === 0 ? [] : [{ ...titled('fix.changeTo', { meant }), safe: false, edits }];
}

// Behind `ssh host` in a block, commands belong to another machine; what cannot run calls nothing.
function commandsHere(document: Document): readonly Command[] {
  const elsewhere = new Set<unknown>();
  return commandsOf(document).filter(command => {
    const { statement, step } = command;
    if (statement.entersShell) {
      command.rest.forEach(next => elsewhere.add(next));
    }
    const runs =
      statement.problems.every(({ severity }) => severity !== 'error') && !isAtPrompt(statement.text);
    return runs && !elsewhere.has(statement) && !holdsOutput(step);
  });
}

function programsOf(document: Document, { statement }: Command): ReadonlySet<string> {
  const { calls } = hear(document, statement);
  const looks = calls.flatMap(({ program, word, args, wrappers }) =>
    wrappers.includes('command') ? [word] : /^(?:which|type|hash)$/.test(program) ? args : [],
  );
  const names = calls
    .filter(call => !call.isNested && isName(call))
    .flatMap(({ word, wrappers }) => [word, ...wrappers])
    .filter(name => !looks.includes(name));
  return new Set(names);
}

// What nobody knows as a program and has no words behind it may as well be a name or a metric.
function isName({ word, args }: Invocation): boolean {
  const plain = /^[a-z][a-z0-9]*(?:[._+-]+[a-z0-9]+)*$/.test(word) && !/^x{3,}$/.test(word);
  const known = knownPrograms.has(word) || !/[._]/.test(word) || args.length > 0 || /\.(?:sh|py)$/.test(word);
  return plain && known && !/\.(?:ya?ml|json|md|txt)$/.test(word);
}

// Functions and aliases, wherever the runbook defines them.
function definedNames(document: Document): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { statement } of commandsOf(document)) {
    const { masked, nodes } = hear(document, statement);
    for (const { node, parent } of nodes) {
      if (node.type === 'word' && parent?.node.type === 'function_definition') {
        names.add(textOf(masked, node));
      }
    }
    for (const match of statement.text.matchAll(/\balias\s+([\w.-]+)=/g)) {
      names.add(match[1] ?? '');
    }
  }
  for (const [step] of placedSteps(document)) {
    const saved = step.kind === 'script' ? step.savedAs?.split('/').at(-1) : undefined;
    names.add(saved ?? '');
  }
  return names;
}

const installs =
  /\b(?:install|add|curl|wget|mv|cp|ln|chmod|make|build|clone|unzip|tar|source|nvm|activate|conda|pip3?|go get)\b/;
const packages: Readonly<Record<string, string>> = {
  awscli: 'aws',
  'azure-cli': 'az',
  'google-cloud-sdk': 'gcloud gsutil bq',
  'google-cloud-cli': 'gcloud gsutil bq',
  'kubernetes-cli': 'kubectl',
  'docker.io': 'docker',
  'docker-ce': 'docker',
  'docker-compose-plugin': 'docker-compose',
  'postgresql-client': 'psql pg_dump pg_restore pg_isready',
  postgresql: 'psql pg_dump pg_restore pg_isready createdb',
  'mysql-client': 'mysql mysqldump mysqladmin',
  'mariadb-client': 'mysql mysqldump mysqladmin mariadb',
  'redis-tools': 'redis-cli',
  redis: 'redis-cli redis-server',
  dnsutils: 'dig nslookup',
  'bind-utils': 'dig nslookup',
  netcat: 'nc',
  'apache2-utils': 'ab htpasswd',
  nodejs: 'node npm npx',
  node: 'npm npx',
  golang: 'go',
  rust: 'cargo rustc',
  rustup: 'cargo rustc',
  'sh.rustup.rs': 'cargo rustc rustup',
  'oci-cli': 'oci',
  'python3-pip': 'pip pip3',
};

// What a statement that installs or fetches something mentions is no longer missing after it; `helm install` brings no helm.
function bringsIn(document: Document, { statement }: Command): readonly string[] {
  const { text } = statement;
  if (!installs.test(text)) {
    return [];
  }
  const calls = hear(document, statement).calls.map(({ word }) => word);
  const written = text.split(/[\s"'=;|&()<>]+/);
  const count = (words: readonly string[], name: string): number =>
    words.filter(word => word === name).length;
  const brought = written.filter(word => !calls.includes(word) || count(written, word) > count(calls, word));
  const words = brought.flatMap(word => [word, ...word.split(/[/@:]/)]);
  return words.flatMap(word => [word, ...(packages[word]?.split(' ') ?? [])]);
}

const builtins: ReadonlySet<string> = new Set(
  `. : [ [[ alias bg bind break builtin caller cd command compgen complete continue coproc declare dirs disown do done echo
  elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in jobs kill let
  local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt source suspend test
  then time times trap true type typeset ulimit umask unalias unset until wait while`.split(/\s+/),
);

// A runbook that says `brew install` for one system says `apt install` for another.
const ofOneSystem: ReadonlySet<string> = new Set(
  `apt apt-get apt-key add-apt-repository dpkg yum dnf rpm zypper apk pacman brew port snap choco scoop winget wsl open
  pbcopy pbpaste xdg-open launchctl systemctl service sudo doas`.split(/\s+/),
);
