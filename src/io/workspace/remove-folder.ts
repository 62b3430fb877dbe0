import fs from 'node:fs';

/**
 * Removes a folder that a run made, whatever modes the agent gave to what is in it. A missing one is fine. False:
 * something in it cannot be removed (it belongs to another user), and stays.
 */
export function removeFolder(folder: string): boolean {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
    return true;
  } catch {
    return removeStubborn(folder);
  }
}

function removeStubborn(folder: string): boolean {
  try {
    makeWritable(folder);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch {
    return false;
  }
}

function makeWritable(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(`${folder}/${entry.name}`);
  }
}
