import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { textOf } from '../../../../src/core/audit/line/frame.ts';
import { rechain } from '../forge.ts';
import { objectOf, outputPath, rewrite, type Scene } from '../scene.ts';

/** What somebody does to a run, with the means that are named; what it is found as. */
export interface Invention {
  readonly name: string;
  readonly commit: (scene: Scene) => void | Promise<void>;
  readonly exit: number;
  readonly code?: FindingCode;
}

/** Changes the last signature, over which no line is chained. */
const lastSignature =
  (change: (armored: string) => string) =>
  (scene: Scene): void => {
    const last = scene.lines.length - 1;
    const lines = scene.lines.map((line, at) =>
      at === last ? { ...line, sig: change(textOf(line, 'sig')) } : line,
    );
    rewrite(scene, lines);
  };

const columns = (armored: string): string => armored.split('\n').slice(1, -1).join('');

function armor(base64: string, width = 70): string {
  const lines = base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----'].join('\n');
}

const lastBlob = (change: (blob: Buffer) => Buffer): ((scene: Scene) => void) =>
  lastSignature(armored => armor(change(Buffer.from(columns(armored), 'base64')).toString('base64')));

/** The order of the group, added to the second half of a signature: the same equation holds, in another form. */
function plusOrder(blob: Buffer): Buffer {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const head = blob.subarray(0, -32);
  const value = BigInt(`0x${Buffer.from(blob.subarray(-32)).reverse().toString('hex')}`) + order;
  return Buffer.concat([head, Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse()]);
}

/** A field that no signature covers: it stands between the namespace and the hash. */
function reserved(blob: Buffer): Buffer {
  const at = blob.indexOf(Buffer.from([0, 0, 0, 0, 0, 0, 0, 6]));
  return Buffer.concat([blob.subarray(0, at), Buffer.from([0, 0, 0, 1, 0x78]), blob.subarray(at + 4)]);
}

const beside =
  (name: string, bytes: string | Buffer) =>
  (scene: Scene): void =>
    fs.writeFileSync(join(scene.folder, name), bytes);

/** With files alone: no key, and no list of signers. */
export const withFiles: readonly Invention[] = [
  {
    name: 'the last signature in lines of another width',
    commit: lastSignature(armored => armor(columns(armored), 64)),
    exit: 1,
  },
  { name: 'a line end behind the last signature', commit: lastSignature(armored => `${armored}\n`), exit: 1 },
  {
    name: 'bytes behind the last signature, in its armor',
    commit: lastBlob(blob => Buffer.concat([blob, Buffer.from('x')])),
    exit: 1,
  },
  { name: 'something in the last signature’s reserved field', commit: lastBlob(reserved), exit: 1 },
  { name: 'the last signature’s other form', commit: lastBlob(plusOrder), exit: 1, code: 'SIG_BAD' },
  {
    name: 'the signature of the first line in the place of the last',
    commit: scene =>
      lastSignature(() => textOf(scene.lines.find(line => line['type'] === 'sig') ?? {}, 'sig'))(scene),
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'the last signature twice, chained',
    commit: s => rewrite(s, rechain([...s.lines, s.lines.at(-1) ?? {}])),
    exit: 1,
  },
  {
    name: 'another hash named in the signature',
    commit: lastBlob(blob => Buffer.from(blob.toString('latin1').replace('sha512', 'sha256'), 'latin1')),
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'zeros behind the end, as a file system leaves them after a power cut',
    commit: s => fs.appendFileSync(s.path, Buffer.alloc(4096)),
    exit: 2,
    code: 'TORN_TAIL',
  },
  { name: 'an empty part beside', commit: beside('01-alice-0000.jsonl', ''), exit: 0 },
  {
    name: 'half a line of a next part, as if the run had gone on',
    commit: beside('01-alice-0000.jsonl', '{"boot":"11'),
    exit: 2,
  },
  {
    name: 'the log in a file whose ending has capitals',
    commit: s => fs.renameSync(s.path, s.path.replace(/jsonl$/, 'JSONL')),
    exit: 5,
    code: 'NO_SEGMENT',
  },
  {
    name: 'outputs in a folder elsewhere, behind a link',
    commit: ({ folder, machine }) => {
      fs.renameSync(join(folder, 'objects'), join(machine.home, 'elsewhere'));
      fs.symlinkSync(join(machine.home, 'elsewhere'), join(folder, 'objects'));
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'one folder of outputs behind a link',
    commit: scene => {
      const folder = join(outputPath(scene), '..');
      fs.renameSync(folder, join(scene.machine.home, 'elsewhere'));
      fs.symlinkSync(join(scene.machine.home, 'elsewhere'), folder);
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'a pipe in the place of the runbook',
    commit: scene => {
      fs.rmSync(objectOf(scene, 'runbook'));
      execFileSync('mkfifo', [objectOf(scene, 'runbook')]);
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'a link to a file without end in the place of the runbook',
    commit: scene => {
      fs.rmSync(objectOf(scene, 'runbook'));
      fs.symlinkSync('/dev/zero', objectOf(scene, 'runbook'));
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'an output’s time track in the place of the output',
    commit: scene => fs.copyFileSync(objectOf(scene, 'timing'), outputPath(scene)),
    exit: 1,
    code: 'OBJECT_ALTERED',
  },
  {
    name: 'an output in capitals, on a system where case counts',
    commit: scene =>
      fs.renameSync(
        outputPath(scene),
        outputPath(scene).replace(/[^/]*$/, name => name.toUpperCase()),
      ),
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'the sign of a writer that is gone, and files nobody names',
    commit: scene => {
      beside('writer.lock', '{"pid":1}\n')(scene);
      beside('notes.txt', 'x')(scene);
      fs.copyFileSync(outputPath(scene), `${outputPath(scene)}.partial`);
      fs.writeFileSync(join(scene.folder, 'objects', 'a7.0.partial'), 'half');
    },
    exit: 0,
  },
];
