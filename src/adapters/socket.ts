import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Deframer, frame } from '../protocol/frame.ts';
import { makePrivateFolder } from './privateFolder.ts';

/** Longest path a socket may have; Node cuts longer ones off silently. */
const longestPath = 100;

/** One end of a connection that carries whole messages. */
export interface Channel {
  send(message: unknown): void;
  /** Bytes that the other end has not taken yet. */
  readonly waiting: number;
  close(): void;
}

export interface Hearer {
  message(channel: Channel, message: unknown): void;
  closed(channel: Channel): void;
}

/** A new path for a runner's socket, in a folder of ours that nobody else can open. Throws where it would be too long. */
export function socketPath(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_RUNTIME_DIR'] ?? tmpdir();
  const folder = join(base, `hr-${userInfo().uid}`);
  makePrivateFolder(folder);
  chmodSync(folder, 0o700);
  const path = join(folder, `${randomBytes(6).toString('hex')}.sock`);
  if (Buffer.byteLength(path) >= longestPath) throw new Error(`the path of the socket is too long: ${path}`);
  return path;
}

/** Listens on a socket; every connection is heard by its own hearer. */
export async function serve(path: string, hear: () => Hearer): Promise<Server> {
  const server = createServer(socket => attach(socket, hear()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  server.once('close', () => rmSync(path, { force: true }));
  return server;
}

/** Connects to a socket; rejects where nobody listens. */
export async function connect(path: string, hearer: Hearer): Promise<Channel> {
  const socket = createConnection(path);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', resolve);
  });
  return attach(socket, hearer);
}

function attach(socket: Socket, hearer: Hearer): Channel {
  const channel: Channel = {
    send: message => {
      if (socket.writable) socket.write(frame(message));
    },
    get waiting() {
      return socket.writableLength;
    },
    close: () => socket.end(),
  };
  const deframer = new Deframer();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    for (const message of messagesIn(deframer, text, socket)) hearer.message(channel, message);
  });
  // 'close' follows every error, and is where the hearer learns of it.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => hearer.closed(channel));
  return channel;
}

/** Not JSON, or endless: whoever speaks here is not one of ours, and is cut off. */
function messagesIn(deframer: Deframer, text: string, socket: Socket): readonly unknown[] {
  try {
    return deframer.push(text);
  } catch {
    socket.destroy();
    return [];
  }
}
