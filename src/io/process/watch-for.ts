/** Looks every quarter of a second whether something has come true; `stop` ends the looking. */
export function watchFor(isTrue: () => boolean): { readonly seen: Promise<void>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const seen = new Promise<void>((resolve) => {
    timer = setInterval(() => isTrue() && resolve(), 250);
  });
  return { seen, stop: () => clearInterval(timer) };
}
