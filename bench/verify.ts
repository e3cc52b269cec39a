// Cost of the signed log: verifying many entries against the bare loop of the format over the same files, and appending against
// bare fdatasync. Ratios within one run; absolute times depend on the machine.
import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { maxLineBytes } from '../src/core/audit/line/canonical.ts';
import { parseKeyLine } from '../src/core/audit/ssh/sshkey.ts';
import { parseSignature, signedBytes } from '../src/core/audit/ssh/sshsig.ts';
import { readLines } from '../src/adapters/audit/lines.ts';
import { verifyRun } from '../src/adapters/audit/verify.ts';
import { createSample } from './kit/sampleJournal.ts';
import { entryOf, writeRun } from './kit/sampleRun.ts';
import { benchFolder } from './kit/sampleWalk.ts';
import { median, timed } from './kit/timing.ts';

/** What nobody can do without: read, split, hash each line, compare it with the next one's `prev`, check each signature. */
function bareLoop(folder: string): number {
  let lines = 0;
  for (const name of fs.readdirSync(folder)) {
    if (name.endsWith('.jsonl')) lines += bareSegment(join(folder, name));
  }
  return lines;
}

function bareSegment(path: string): number {
  const keys = new Map<string, ReturnType<typeof createPublicKey>>();
  let [lines, head] = [0, '0'.repeat(64)];
  let last: Uint8Array = new Uint8Array();
  for (const line of readLines(path, maxLineBytes)) {
    const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
    const prev = bytes.indexOf('"prev":"') + 8;
    if (bytes.toString('latin1', prev, prev + 64) !== head) throw new Error(`chain broken at ${lines}`);
    if (bytes.includes('"type":"sig"')) bareSignature({ line: bytes, last, keys });
    head = hash('sha256', bytes, 'hex');
    last = line;
    lines++;
  }
  return lines;
}

function bareSignature(at: {
  readonly line: Buffer;
  readonly last: Uint8Array;
  readonly keys: Map<string, ReturnType<typeof createPublicKey>>;
}): void {
  const { sig } = JSON.parse(at.line.toString()) as { sig: string };
  const signature = parseSignature(sig);
  if (signature === undefined) throw new Error('no signature');
  const id = Buffer.from(signature.key).toString('base64');
  const key = at.keys.get(id) ?? publicKey(id);
  at.keys.set(id, key);
  const digest = createHash('sha512').update(at.last).digest();
  if (!verify(null, signedBytes(signature, digest), key, signature.value))
    throw new Error('signature broken');
}

function publicKey(base64: string): ReturnType<typeof createPublicKey> {
  const material = parseKeyLine(`ssh-ed25519 ${base64}`)?.material;
  if (material?.kind !== 'ed25519') throw new Error('not Ed25519');
  const x = Buffer.from(material.key).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** Processor time in ms: unlike wall time it stays the same on a busy machine. */
async function worked(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function benchVerify(entries: number, every: number): Promise<void> {
  const folder = benchFolder();
  try {
    const { user } = writeRun(folder, { entries, every });
    const signers = join(folder, 'allowed_signers');
    fs.writeFileSync(signers, `bench ${user.publicKey}\n`);
    bareLoop(folder);
    const bare: number[] = [];
    const ours: number[] = [];
    let growth = 0;
    for (let round = 0; round < 5; round++) {
      bare.push(await worked(() => bareLoop(folder)));
      const before = process.memoryUsage().rss;
      ours.push(
        await worked(async () => {
          const verdict = await verifyRun(folder, { signers, privateFolder: folder });
          if (verdict.exit !== 0) throw new Error(JSON.stringify(verdict.worst));
        }),
      );
      growth = Math.max(growth, process.memoryUsage().rss - before);
    }
    const [best, bestBare] = [Math.min(...ours), Math.min(...bare)];
    const size = `${entries} entries, a signature every ${every}`;
    console.log(
      `verify ${size}: ${best.toFixed(0)} ms, bare loop ${bestBare.toFixed(0)} ms of processor, ratio ${(best / bestBare).toFixed(2)} (target 1.30), ` +
        `memory +${(growth / 2 ** 20).toFixed(0)} MiB`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function benchAppend(rounds: number): Promise<void> {
  const folder = benchFolder();
  try {
    const journal = await createSample(folder);
    const fd = fs.openSync(join(folder, 'bare'), 'ax');
    const line = Buffer.alloc(300, 0x61);
    const times: Record<'bare' | 'durable' | 'plain' | 'pair', number[]> = {
      bare: [],
      durable: [],
      plain: [],
      pair: [],
    };
    for (let round = 0; round < rounds; round++) {
      const [started, finished] = [entryOf(round * 4 + 1), entryOf(round * 4 + 2)] as unknown as Parameters<
        typeof journal.append
      >[0][];
      if (started === undefined || finished === undefined) throw new Error('no entries');
      times.bare.push(
        await timed(() => {
          fs.writeSync(fd, line);
          fs.fdatasyncSync(fd);
        }),
      );
      times.durable.push(await timed(() => journal.append({ type: 'note', step: 's', text: 'durable' })));
      times.plain.push(
        await timed(() => journal.append({ type: 'note', step: 's', text: 'plain' }, { durable: false })),
      );
      times.pair.push(await timed(() => (journal.append(started), journal.append(finished))));
    }
    fs.closeSync(fd);
    const checkpoint = await timed(() => journal.checkpoint('step'));
    journal.close();
    const [bare, durable, plain, pair] = [times.bare, times.durable, times.plain, times.pair].map(median);
    console.log(
      `append: plain ${((plain ?? 0) * 1000).toFixed(0)} µs; durable ${(durable ?? 0).toFixed(3)} ms, a bare write + fdatasync ${(bare ?? 0).toFixed(3)} ms, ` +
        `ratio ${((durable ?? 0) / (bare ?? 1)).toFixed(2)}; start and end of a statement ${(pair ?? 0).toFixed(3)} ms, ` +
        `ratio to two bare ones ${((pair ?? 0) / (2 * (bare ?? 1))).toFixed(2)}; signed checkpoint ${checkpoint.toFixed(2)} ms`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const entries = Number(process.argv[2] ?? 1_000_000);
await benchAppend(1000);
await benchVerify(entries, 1000);
await benchVerify(entries, 100);
await benchVerify(entries / 10, 10);
