import fs from 'node:fs';
import path from 'node:path';

/**
 * Takes the links away that stand on the way to a place in a folder of the run's own. bubblewrap makes what it mounts
 * something on where it is missing, and would follow a link of an agent's to make it anywhere on the machine. To be
 * called while nobody who is not trusted runs.
 */
export function clearLinks(folder: string, relative: string): void {
  let place = folder;
  for (const part of relative.split('/').filter((one) => one !== '')) {
    place = path.join(place, part);
    const stat = fs.lstatSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isSymbolicLink()) return fs.unlinkSync(place);
  }
}
