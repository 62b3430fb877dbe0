import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelMessage, modelMessageSchema } from 'ai';
import { z } from 'zod';

const talk = z.object({ version: z.literal(1), messages: z.array(modelMessageSchema) });

/** The messages of an earlier conversation; null where there is none of that name, or it cannot be read. */
export function loadTalk(folder: string, session: string): ModelMessage[] | null {
  if (!/^[A-Za-z0-9-]+$/.test(session)) return null;
  try {
    return talk.parse(JSON.parse(readFileSync(fileOf(folder, session), 'utf8'))).messages;
  } catch {
    return null;
  }
}

/** Keeps a conversation as it stands. A crash leaves the one before or this one. */
export function saveTalk(folder: string, session: string, messages: readonly ModelMessage[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, session);
  const handle = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeFileSync(handle, JSON.stringify({ version: 1, messages }));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.new`, file);
}

function fileOf(folder: string, session: string): string {
  return join(folder, `${session}.json`);
}
