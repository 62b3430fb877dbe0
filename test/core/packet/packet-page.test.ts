import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatHtml } from '../../../src/core/packet/format-html.ts';
import { chromiumPath } from '../../helper/chromium.ts';
import { makeSamplePacket } from './sample-packet.ts';

const hashStyle = (style: string): string => createHash('sha256').update(style).digest('base64');
const folder = mkdtempSync(path.join(os.tmpdir(), 'packet-'));

/** What hostile text tries, all at once; it marks the page where any of it has come to life. */
const hostile = [
  `</title></style><style>*{display:none!important}</style>`,
  `<script>window.ran='script'</script>`,
  `<img src="https://evil.example/i.png" onerror="window.ran='handler'">`,
  `<svg onload="window.ran='svg'"></svg><iframe src="https://evil.example/f"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/r"><base href="https://evil.example/">`,
  `<form action="https://evil.example/s"><input autofocus onfocus="window.ran='focus'"></form>`,
  `"><b id="broken" onmouseover="window.ran='over'">`,
  `' onclick='window.ran=1' style='position:fixed;inset:0`,
  `[click](javascript:window.ran='link') [data](data:text/html,x) ![img](https://evil.example/m.png)`,
  `<https://evil.example/auto> [x]: https://evil.example/ref`,
  '```html\n</code></pre><script>window.ran="fence"</script>\n```',
  `| <script>window.ran='cell'</script> | <b id="broken">x</b> |\n|---|---|\n| a | [l](javascript:1) |`,
  'a\u202egnp.exe\u0007\u001b[31m\u200b\u{e0041}\u0000',
  `--> ]]> {{constructor}} \${window.ran} &lt;script&gt; &#60;script&#62;`,
  'x'.repeat(20_000),
].join('\n\n');

interface Look {
  readonly colours: number;
  /** 0 to 255 on average. */
  readonly brightness: number;
}

/** Runs in the browser, which can read a picture; a text, because tests are not compiled for one. */
const lookInPage = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
  const colours = new Set();
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    colours.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
    sum += (data[at] + data[at + 1] + data[at + 2]) / 3;
  }
  return { colours: colours.size, brightness: sum / (data.length / 4) };
}`;

interface Opened {
  readonly page: Page;
  /** Console lines, script errors, and requests for anything but the page itself. */
  readonly troubles: readonly string[];
}

describe.skipIf(chromiumPath === null)('the page of a packet', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '' });
  });
  afterAll(() => browser?.close());

  let count = 0;
  async function open(html: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
    const file = path.join(folder, `${++count}.html`);
    writeFileSync(file, html);
    const page = await browser.newPage(options);
    const troubles: string[] = [];
    const own = pathToFileURL(file).href;
    page.on('console', (message) => troubles.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('requestfinished', (request) => {
      if (request.url() !== own) troubles.push(`request: ${request.url()}`);
    });
    page.on('requestfailed', (request) => troubles.push(`request: ${request.url()}: ${request.failure()?.errorText}`));
    // Nothing leaves the machine, whatever a page asks for.
    await page.context().setOffline(true);
    await page.goto(own);
    return { page, troubles };
  }

  /** Colours and brightness of a picture, told by the browser on a page of its own. */
  async function look(png: Buffer): Promise<Look> {
    const page = await browser.newPage();
    const seen = await page.evaluate<Look>(`(${lookInPage})('${png.toString('base64')}')`);
    await page.close();
    return seen;
  }

  test('it is bright by day and dark by night, and neither is blank', async () => {
    const html = formatHtml(makeSamplePacket(), hashStyle);
    const pictures: Buffer[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, troubles } = await open(html, { colorScheme });
      pictures.push(await page.screenshot({ fullPage: true }));
      expect(troubles).toEqual([]);
    }
    const [light, dark] = await Promise.all(pictures.map(look));
    expect(light?.brightness).toBeGreaterThan(200);
    expect(dark?.brightness).toBeLessThan(70);
    for (const seen of [light, dark]) expect(seen?.colours).toBeGreaterThan(60);
  });

  test.each([320, 390, 800, 1600])('at a width of %i nothing sticks out to the side', async (width) => {
    for (const text of [undefined, (plain: string) => `${plain} ${'W'.repeat(3000)}`]) {
      const { page } = await open(formatHtml(makeSamplePacket(text), hashStyle), { viewport: { width, height: 800 } });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    }
  });

  test('the Tab key reaches everything that does something, from the top to the end, and shows where it is', async () => {
    const { page } = await open(formatHtml(makeSamplePacket(), hashStyle));
    const name = 'el.textContent.trim().slice(0, 40)';
    const wanted = await page.evaluate(
      `[...document.querySelectorAll('a[href], summary, button, input')].map((el) => ${name})`,
    );
    const reached: unknown[] = [];
    const invisible: unknown[] = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(
        `(() => { const el = document.activeElement; return el === document.body ? null : [${name}, getComputedStyle(el).outlineStyle, el.getBoundingClientRect().top >= 0] })()`,
      );
      if (!Array.isArray(at)) break;
      reached.push(at[0]);
      if (at[1] === 'none' || at[2] === false) invisible.push(at);
      if (reached.length > 200) break;
    }
    expect(reached).toEqual(wanted);
    expect(invisible).toEqual([]);
  });

  test('the first key leads past the contents, and a key opens what is folded', async () => {
    const { page } = await open(formatHtml(makeSamplePacket(), hashStyle));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('MAIN');
    await page.locator('details.seen > summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details.seen').first().getAttribute('open')).toBe('');
  });

  test('it has one heading above all, landmarks with names, and every link within it leads somewhere', async () => {
    const { page } = await open(formatHtml(makeSamplePacket(), hashStyle));
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('header, main, footer, nav[aria-label]').count()).toBe(4);
    const lost = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute('href').slice(1))
        .filter((id) => document.getElementById(id) === null)`,
    );
    expect(lost).toEqual([]);
    const ids = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('on paper everything folded is open and the contents are left out', async () => {
    const { page } = await open(formatHtml(makeSamplePacket(), hashStyle));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('details.seen pre').first().isVisible()).toBe(true);
  });

  test('whatever others write into it is text: nothing runs, nothing is asked for, nothing is hidden', async () => {
    const clean = await open(formatHtml(makeSamplePacket(), hashStyle));
    const dirty = await open(
      formatHtml(
        makeSamplePacket((plain) => `${plain} ${hostile}`),
        hashStyle,
      ),
    );
    const elements = (page: Page) =>
      page.evaluate<readonly string[]>(
        `[...new Set([...document.querySelectorAll('*')].map((one) => one.tagName.toLowerCase()))].sort()`,
      );
    const { page, troubles } = dirty;
    await page.mouse.move(300, 300);
    await page.mouse.click(300, 300);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(troubles).toEqual([]);
    expect(await page.locator('#broken, script, img, svg, iframe, form, input, base').count()).toBe(0);
    // Only what markdown may become is there beside what is there anyhow.
    const extra = (await elements(page)).filter((tag) => !['strong', 'em', 'pre', 'code', 'ol'].includes(tag));
    const known = await elements(clean.page);
    expect(extra.filter((tag) => !known.includes(tag))).toEqual([]);
    const attributes = await page.evaluate<readonly string[]>(
      `[...new Set([...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()))]`,
    );
    expect(attributes.filter((one) => one.startsWith('on') || one === 'style' || one === 'src')).toEqual([]);
    const links = await page.evaluate<readonly (readonly [href: string, rel: string | null])[]>(
      `[...document.querySelectorAll('a[href]')].map((one) => [one.getAttribute('href'), one.getAttribute('rel')])`,
    );
    expect(links.filter(([href]) => !/^(?:#[A-Za-z0-9-]+|https?:\/\/)/.test(href))).toEqual([]);
    expect(links.filter(([href, rel]) => !href.startsWith('#') && rel !== 'noopener noreferrer')).toEqual([]);
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect((await page.evaluate<string>('document.body.innerText')).replace(/[\n\t]/g, '')).not.toMatch(
      /[\p{Cc}\u200b\u202e]/u,
    );
  });

  test('without the escaping the same words would have run, asked elsewhere and hidden the page', async () => {
    const html = formatHtml(
      makeSamplePacket((plain) => `${plain} ${hostile}`),
      hashStyle,
    );
    const raw = html
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'");
    const { page, troubles } = await open(raw.replace(/http-equiv="refresh"/g, ''));
    expect(await page.evaluate('window.ran')).toBeDefined();
    expect(troubles.join('\n')).toMatch(/request: https:\/\/evil\.example\/\S+ net::/);
    expect(await page.locator('h1').isVisible()).toBe(false);
  });

  test('if a piece of it did get through, the policy of the page would still let nothing run or leave', async () => {
    const html = formatHtml(makeSamplePacket(), hashStyle);
    const planted = `<script>window.ran='script'</script><img src="https://evil.example/i.png" onerror="window.ran='handler'"><style>*{display:none}</style><b style="position:fixed">x</b>`;
    const { page, troubles } = await open(html.replace('</main>', `${planted}</main>`));
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(troubles.filter((one) => one.startsWith('request:'))).toEqual(['request: https://evil.example/i.png: csp']);
    expect(await page.locator('h1').isVisible()).toBe(true);
  });
});

test('a page stays small however much others write', () => {
  const html = formatHtml(
    makeSamplePacket((plain) => plain + '<'.repeat(2_000_000)),
    hashStyle,
  );
  expect(html.length).toBeLessThan(4_000_000);
  expect(html).toContain('Cut: the first');
});
