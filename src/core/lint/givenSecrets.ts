import type { Secret } from './secret.ts';

// A word of a command, without what stands for something else: holes, variables, substitutions, paths.
const word = String.raw`(?![/.~-])([^\s"'\`<>\${}()[\],;|&\\]{6,200})(?=["'\s;|&)\`]|$)`;
const option = (programs: string, options: string): RegExp =>
  new RegExp(String.raw`\b(?:${programs})\b[^|;&\n]{0,300}?\s(?:${options})["']?${word}`, 'g');

// Where a program takes its password: nothing else can stand there, so also a word that a person made up is one.
const places: readonly RegExp[] = [
  option(
    String.raw`mysql(?:dump|admin|import|check|show)?(?![\w-])(?![^|;&\n]* -- )|mariadb(?:-dump|-admin)?(?![\w-])(?![^|;&\n]* -- )`,
    '-p',
  ),
  option('redis-cli', String.raw`(?:-a|--pass)[ \t=]+`),
  // Of the client itself: of `kubectl exec mongo-0 -- mkdir -p a/b` it is a pod that is called so.
  new RegExp(
    String.raw`(?<![\w.-])mongo(?:sh|dump|restore|export|import)?(?=[ \t])(?:(?! -- |\b(?:mkdir|install|cp|scp|ssh|nc|unzip|rsync)\b)[^|;&\n]){0,300}?\s-p[ \t]+["']?(?![^\s"']*\/)${word}`,
    'g',
  ),
  option('(?:docker|podman|nerdctl|helm|oras|skopeo)(?: registry)? login', String.raw`-p[ \t]+`),
  option('sshpass', '-p ?'),
  option('curl', String.raw`(?:-u|--user)[ \t=]*["']?[^\s:"'<>$\`]{1,60}:`),
  new RegExp(String.raw`(?<!\w)--(?:http-|ftp-|proxy-)?passw(?:or)?d[ \t=]+["']?${word}`, 'g'),
  new RegExp(
    String.raw`(?<![\w$])(?:\w{0,60}_|\w{0,20}-|PG|MYSQL_)?(?:PASS(?:WORD|WD|PHRASE)?|PWD)=["']?${word}`,
    'gi',
  ),
  new RegExp(String.raw`\b(?:REDISCLI_AUTH|SSHPASS)=["']?${word}`, 'g'),
  /\b(?:PASSWORD|IDENTIFIED BY)\s{1,3}'([^\s'"<>${}]{6,200})'/gi,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`<>${}]{1,60}:([^\s:/@"'`<>${}[\]]{6,100})@[\w.-]+/gi,
];

const bearer =
  /\bAuthorization["']?\s?[:=]\s{0,3}["']?(?:Bearer|Token|Basic|ApiKey)\s+([A-Za-z0-9._~+/=-]{16,2000})/gi;

/** The secrets that a command is given where it takes one, also where they do not look like generated ones. */
export function* givenIn(line: string): Iterable<Secret> {
  for (const match of line.matchAll(bearer)) {
    const text = match[1] ?? '';
    if (/\d/.test(text) && /[A-Za-z]/.test(text) && !isSampleToken(text)) {
      yield span(match, text, 'secret.token');
    }
  }
  for (const pattern of places) {
    for (const match of line.matchAll(pattern)) {
      const text = match[1] ?? '';
      if (looksMade(text)) {
        yield span(match, text, 'secret.password');
      }
    }
  }
}

function span({ index, 0: whole }: RegExpExecArray, text: string, what: Secret['what']): Secret {
  const start = index + whole.lastIndexOf(text);
  return { start, end: start + text.length, what };
}

// `password` and `changeme` are samples that nobody takes for a real one; `hunter2` would be run as it stands.
function looksMade(text: string): boolean {
  return /\p{L}/u.test(text) && /[\d!@#%^*?+]/.test(text) && !isReplaced(text);
}

function isSampleToken(text: string): boolean {
  return isReplaced(text) || /token|secret|12345|abcdef|foobar|^eyJ[\w-]*$/i.test(text);
}

const reference = /^(?:arn|vault):|^ref\+|^[a-z][\w+.-]*:\/\/(?![^\s/@]*:[^\s/@]*@)/i;

/** Whether a word says where the secret is, for a vault's client or a chart to put it in by itself. */
export function isReference(text: string): boolean {
  return reference.test(text);
}

function isReplaced(text: string): boolean {
  if (isReference(text)) return true;
  return /example|beispiel|ejemplo|örnek|sample|dummy|placeholder|redacted|your|dein|changeme|change[-_]|replace|insert|fake|foobar|xxx|\*{3}|\.{3}|…|(.)\1{4}|^(?:my|new|old|some|the)[-_]/i.test(
    text,
  );
}
