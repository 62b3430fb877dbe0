import fs from 'node:fs';

/** What is larger is no settings file. */
const maxBytes = 32 * 1024 * 1024;

/** A file of the user's own that an agent gets a copy of; null: there is none that can be read. A link is followed. */
export function readSettingsFile(file: string): Buffer | null {
  try {
    const stat = fs.statSync(file);
    return stat.isFile() && stat.size <= maxBytes ? fs.readFileSync(file) : null;
  } catch {
    return null;
  }
}
