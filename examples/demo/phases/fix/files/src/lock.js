/** For every place where files are kept: path -> the end of the last turn that was asked for. */
const queues = new WeakMap();

/**
 * Runs `action` when every earlier action on the same file has ended, and gives back what it gives back. An action
 * that fails lets the next one go on. Whoever reads a file in order to write it does both inside one action.
 */
export async function withLock(files, path, action) {
  const turns = queues.get(files) ?? new Map();
  queues.set(files, turns);
  const before = turns.get(path) ?? Promise.resolve();
  const result = before.then(action);
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  turns.set(path, ended);
  try {
    return await result;
  } finally {
    // The last one in the queue takes the queue away, so that nothing grows.
    if (turns.get(path) === ended) turns.delete(path);
  }
}
