import { givenIn, isReference } from './givenSecrets.ts';
import type { Secret, SecretKey } from './secret.ts';

// Shapes that the issuers document, as gitleaks (MIT) collects them. A group, where there is one, is the secret itself.
const shapes: readonly (readonly [what: SecretKey, pattern: RegExp])[] = [
  ['secret.aws', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g],
  ['secret.github', /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22}_\w{59})\b/g],
  ['secret.gitlab', /\bgl(?:pat|dt|rt|ptt|ft|cbt|soat|agent)-[\w-]{20,64}(?![\w-])/g],
  ['secret.slack', /\bxox(?:[abpe]|[bpe]-\d)-[\w-]{10,200}|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{20,}\b/g],
  [
    'secret.slackWebhook',
    /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/T[A-Z0-9]{7,}\/[A-Z0-9]{7,}\/[A-Za-z0-9]{20,}/g,
  ],
  ['secret.google', /\bAIza[\w-]{35}(?![\w-])/g],
  ['secret.googleOauth', /\bGOCSPX-[\w-]{28}(?![\w-])/g],
  ['secret.stripe', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{20,99}\b/g],
  ['secret.sendgrid', /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g],
  ['secret.npm', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['secret.pypi', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g],
  ['secret.openai', /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,80}T3BlbkFJ[\w-]{20,80}(?![\w-])/g],
  ['secret.anthropic', /\bsk-ant-[a-z0-9]{3,8}-[\w-]{80,120}(?![\w-])/g],
  ['secret.digitalocean', /\bdo[opr]_v1_[a-f0-9]{64}\b/g],
  ['secret.vault', /\bhv[sbr]\.[\w-]{24,200}(?![\w-])/g],
  ['secret.docker', /\bdckr_(?:pat|oat)_[\w-]{27,40}(?![\w-])/g],
  ['secret.huggingface', /\bhf_[A-Za-z]{34}\b/g],
  ['secret.grafana', /\bglsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}\b|\bglc_[A-Za-z0-9+/]{32,200}={0,2}/g],
  ['secret.newrelic', /\bNRAK-[A-Z0-9]{27}\b/g],
  ['secret.azureStorage', /\bAccountKey=([A-Za-z0-9+/]{86}==)/g],
  ['secret.jwt', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,}(?![\w-])/g],
  ['secret.privateKey', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ['secret.age', /\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b/g],
  [
    'secret.address',
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`<>${}]{1,60}:([^\s:/@"'`<>${}[\]]{8,100})@[\w.-]+/gi,
  ],
  ['secret.password', assigned('(?:pass(?:word|wd)?|pwd|passphrase)')],
  [
    'secret.other',
    assigned('(?:secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|auth[_-]?key)'),
  ],
];

// `DB_PASSWORD=value`, `--password value`, `password: "value"`: only values that no person would make up as a sample.
function assigned(name: string): RegExp {
  return new RegExp(
    String.raw`(?:\b|_|\bpg)${name}["']?(?:\s{0,3}[:=]\s{0,3}|\s)["']?([^\s"'\`<>\${}()[\],;|&]{12,200})(?=["'\s,;\`)]|$)`,
    'gi',
  );
}

/** The secrets of one line, without holes, references and obvious samples. */
export function findSecrets(line: string): readonly Secret[] {
  if (line.length > longest || !hint.test(line)) {
    return [];
  }
  const found: Secret[] = [];
  const add = (secrets: Iterable<Secret>): void => {
    for (const secret of secrets) {
      const isKnown = found.some(({ start, end }) => secret.start < end && secret.end > start);
      if (!isKnown) found.push(secret);
    }
  };
  for (const [what, pattern] of shapes) {
    add(shapedIn(line, what, pattern));
  }
  add(givenIn(line));
  return found.sort((a, b) => a.start - b.start);
}

function* shapedIn(line: string, what: SecretKey, pattern: RegExp): Iterable<Secret> {
  for (const match of line.matchAll(pattern)) {
    const text = match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(text);
    const guessed = match[1] !== undefined;
    if (!isSample(text, what) && (!guessed || (looksRandom(text) && !isReference(text)))) {
      yield { start, end: start + text.length, what };
    }
  }
}

// What every shape holds: most lines are done after this one look.
const hint =
  /[AC]{2}[A-Z]A|A[KS]IA|gh[a-z]_|github_pat|gl[a-z]+-|gl[sc][a_]|xox|xapp|hooks\.slack|AIza|GOCSPX|[sr]k[_-]|SG\.|npm_|pypi-|do[a-z]_v1|hv[a-z]\.|dckr_|hf_|NRAK|eyJ|:\/\/[^\s/@]{1,200}@|pass|pwd|secret|token|key|mysql|maria|curl|wget|redis|mongo|login|bearer|basic|identified/i;

// Beyond this a line is data, not text that somebody wrote.
const longest = 10_000;

function isSample(text: string, what: SecretKey): boolean {
  if (what === 'secret.privateKey') {
    return false;
  }
  return /example|sample|dummy|placeholder|redacted|your|change|replace|insert|secret|password|passwort|fake|xxx|\*{3}|\.{3}|…|foobar|12345|abcdef|(.)\1{4}|(?:^|[_-])test(?:[_-]|$)/i.test(
    text,
  );
}

/** Letters in both cases and digits, spread as in a generated value. */
function looksRandom(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter(kind => kind.test(text)).length;
  const isName =
    /^[A-Za-z]+(?:[-_./:][A-Za-z0-9]+)*$|^\/|^[\w-]+(?:\.[\w-]+)+$|^\w+[:/]/.test(text) &&
    !/\d[A-Za-z]\d|[a-z]\d[A-Z]/.test(text);
  const isHex = /^[a-f0-9]{32,}$/i.test(text);
  return (
    !isName && (isHex || kinds === 3 || (kinds === 2 && /[^A-Za-z0-9]/.test(text))) && entropy(text) >= 3.3
  );
}

// Bits a character, after Shannon.
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
