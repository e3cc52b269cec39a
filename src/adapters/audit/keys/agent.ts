import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { keyLine, parseKeyBlob, type PublicKey } from '../../../core/audit/ssh/sshkey.ts';
import { encodeSignature, signedBytes } from '../../../core/audit/ssh/sshsig.ts';
import { Reader, concat, string, uint32 } from '../../../core/audit/ssh/wire.ts';
import type { Signer } from './signer.ts';

// A client of the SSH agent protocol (draft-ietf-sshm-ssh-agent): list the keys, sign with one.

const requestIdentities = 11;
const identitiesAnswer = 12;
const signRequest = 13;
const signResponse = 14;
/** Ask RSA keys for rsa-sha2-512 instead of SHA-1. */
const rsaSha512 = 4;
const maxAnswerBytes = 256 * 1024;

export interface AgentOptions {
  /** `SSH_AUTH_SOCK`, or a named pipe on Windows. */
  readonly socket: string;
  readonly timeoutMs: number;
}

/** The keys an agent holds, of the types that can be verified; none if it does not answer. */
export async function agentKeys(options: AgentOptions): Promise<readonly PublicKey[]> {
  try {
    const reader = await ask(options, {
      request: [new Uint8Array([requestIdentities])],
      answer: identitiesAnswer,
    });
    const keys: PublicKey[] = [];
    for (let left = reader.uint32() ?? 0; left > 0; left--) {
      const blob = reader.string();
      reader.string();
      if (blob === undefined) break;
      const key = parseKeyBlob(blob);
      if (key !== undefined) keys.push(key);
    }
    return keys;
  } catch {
    return [];
  }
}

/** Signs with a key that the agent holds. */
export function agentSigner(options: AgentOptions, key: PublicKey): Signer {
  return {
    publicKey: keyLine(key),
    keyStore: key.application === undefined ? 'agent' : 'sk',
    place: 'SSH agent',
    asks: key.application !== undefined,
    sign: async (message, namespace) => {
      const digest = createHash('sha512').update(message).digest();
      const data = signedBytes({ namespace, hash: 'sha512' }, digest);
      const flags = key.material.kind === 'rsa' ? rsaSha512 : 0;
      const request = [new Uint8Array([signRequest]), string(key.blob), string(data), uint32(flags)];
      const value = (await ask(options, { request, answer: signResponse })).string();
      if (value === undefined) throw new Error('The SSH agent gave no signature.');
      return encodeSignature({ key: key.blob, namespace, hash: 'sha512' }, value);
    },
  };
}

interface Exchange {
  readonly request: readonly Uint8Array[];
  readonly answer: number;
}

async function ask(options: AgentOptions, { request, answer }: Exchange): Promise<Reader> {
  const socket = connect(options.socket);
  try {
    const message = await exchange(socket, {
      bytes: string(concat(...request)),
      timeoutMs: options.timeoutMs,
    });
    if (message[0] !== answer) throw new Error('The SSH agent refused.');
    return new Reader(message.subarray(1));
  } finally {
    socket.destroy();
  }
}

function exchange(
  socket: Socket,
  { bytes, timeoutMs }: { readonly bytes: Uint8Array; readonly timeoutMs: number },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let received: Uint8Array = new Uint8Array();
    const timer = setTimeout(() => reject(new Error('The SSH agent did not answer in time.')), timeoutMs);
    socket.on('data', (data: Buffer) => {
      received = concat(received, data);
      const message = new Reader(received).string();
      if (message !== undefined) resolve(message);
      else if (received.length > maxAnswerBytes) reject(new Error('The SSH agent sent too much.'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The SSH agent hung up.')));
    socket.once('close', () => clearTimeout(timer));
    socket.write(bytes);
  });
}
