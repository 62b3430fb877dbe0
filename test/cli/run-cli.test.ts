import { describe, expect, test } from 'vitest';
import type { FakeWorld } from '../helper/fake-context.ts';
import { runLine } from './command-line.ts';

const run = (argv: readonly string[], world: FakeWorld = {}) => runLine(world, argv);

describe('words that cannot be used end with 2 and say what was meant', () => {
  test('an unknown command', async () => {
    expect(await run(['wrok', '010'])).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: there is no command 'wrok'
        Did you mean work?
      next: chant help
      ",
        "stdout": "",
      }
    `);
  });

  test('an unknown option of a command', async () => {
    expect(await run(['list', '--redy'])).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: unknown option '--redy'
        Did you mean --ready?
      next: chant list --help
      ",
        "stdout": "",
      }
    `);
  });

  test('an unknown option before any command', async () => {
    expect(await run(['--jsn'])).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: unknown option '--jsn'
        Did you mean --json?
      next: chant help
      ",
        "stdout": "",
      }
    `);
  });

  test('a missing argument', async () => {
    expect(await run(['show'])).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: missing required argument 'id'
      next: chant show --help
      ",
        "stdout": "",
      }
    `);
  });

  test('one word too many', async () => {
    expect((await run(['show', 'a', 'b'])).exitCode).toBe(2);
  });

  test('a value that is none of the choices', async () => {
    expect(await run(['lint', '--format', 'xml'])).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "stderr": "error: option '--format <FORMAT>' argument 'xml' is invalid. Allowed choices are text, json, sarif.
      next: chant lint --help
      ",
        "stdout": "",
      }
    `);
  });

  test('as JSON, on standard error', async () => {
    const { exitCode, stdout, stderr } = await run(['lsit', '--json']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({
      kind: 'usage',
      why: ['Did you mean list?'],
      next: ['chant help'],
    });
  });
});

describe('help', () => {
  test('chant alone prints every command, grouped', async () => {
    expect(await run([])).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "",
        "stdout": "chant: markdown specs, executed by coding agents, with proof

      Write and read specs
        add          create a spec
        archive      put specs that are done away
        edit         open a spec in your editor
        investigate  from an issue to the specs that lead to its fix
        lint         find mistakes in specs
        list         list specs
        scope        let a spec change what a research document lists
        show         show all about one spec
        split        divide a spec that is too large into members
        template     the templates of the specs of an investigation

      Work
        approve      approve a spec, so that it may be worked on
        confirm      confirm, as a person, that the steps of a document show the bug
        drift        see which landed specs are stale, and which fixes no longer hold
        halt         for agents: stop, because the research does not hold
        land         bring a finished run onto its branch
        log          read an agent's log
        pause        stop the agent of a run, and keep all that it takes to go on
        reject       reject a spec, with a reason
        reset        put a spec back to pending; nothing is lost
        resume       go on with what the last attempt left
        status       see what runs and what needs you
        takeover     go on with a run by hand, in its workspace
        tick         for agents: claim that a criterion holds
        trace        from a line to the issue that it goes back to, and the other way
        work         have an agent work on specs, prove the result, and land it

      Fork and pull requests
        fork         find your fork and its upstream, or bring the fork up to date
        packet       write down, as a page, what a reviewer of a fix has to know
        review       take the review of a staging pull request home, for a second round
        stage        put a landed fix on a branch of the fork, with its pull request there
        upstream     open the pull request to the original project; a person decides

      Set up and look around
        agents       see which agents are there, and which one a spec gets
        config       show or check the configuration
        demo         see chant at work in a small project, without a real agent
        doctor       see whether this machine is fit for chant, and what to do where it is not
        init         set chant up in this repository
        mcp          serve chant as tools to programs (Model Context Protocol)
        silent       keep .chant out of git, or stop doing so
        version      print the version

      Everywhere
        --repo PATH  work on the repository at PATH instead of the current folder
        --json       print JSON for programs
        --quiet      print nothing; the exit status tells
        --no-color   print without colour

      More: chant help <command>, chant help exit-codes
      Try it: chant demo
      ",
      }
    `);
  });

  test.each([[['help']], [['--help']], [['-h']], [['--json', '--help']]])('%j prints the same', async (argv) => {
    expect(await run(argv)).toEqual(await run([]));
  });

  test('the exit statuses', async () => {
    expect((await run(['help', 'exit-codes'])).stdout).toMatchInlineSnapshot(`
      "Exit status
        0    done
        1    failed
        2    the command line cannot be used
        3    a run needs attention: a person must look
        4    not found, or ambiguous
        5    blocked by dependencies, a missing approval or a limit that is reached
        6    somebody else is at it
        130  interrupted
      "
    `);
  });

  test('a command', async () => {
    expect((await run(['help', 'show'])).stdout).toMatchInlineSnapshot(`
      "Usage: chant show [options] <id>

      Shows all that chant knows about one spec: where it stands, what it needs, what it says.

      Arguments:
        id             id of the spec, short or full: 010, v7b, 010-v7b

      Options:
        --raw          print the file as it is

      Everywhere:
        --repo <PATH>  work on the repository at PATH instead of the current folder
        --json         print JSON for programs
        --quiet        print nothing; the exit status tells
        --no-color     print without colour
        -V, --version  print the version
        -h, --help     print this page

      Examples:
        chant show 010        ids may be written short
        chant show v7b --raw  the file alone
      "
    `);
  });

  test('--help after the command is the same page', async () => {
    expect(await run(['show', '--help'])).toEqual(await run(['help', 'show']));
  });

  test('a command that is not there', async () => {
    expect((await run(['help', 'lits'])).exitCode).toBe(2);
  });
});

test.each([[['--version']], [['-V']], [['--json', '-V']], [['list', '--version']], [['version']]])(
  '%j prints the version',
  async (argv) => {
    expect((await run(argv)).stdout.trim()).toBe('chant 1.2.3');
  },
);

test("in an agent's workspace a command that is a person's is refused", async () => {
  expect(await run(['add', 'x'], { env: { CHANT_WORKTREE: '1' } })).toMatchInlineSnapshot(`
    {
      "exitCode": 1,
      "stderr": "error: chant add cannot be used in an agent's workspace
      CHANT_WORKTREE is set: an agent runs this
      specs are changed, decided on and worked on by people, outside of a run
      an agent has: chant halt, help, lint, list, log, mcp, show, tick, version
    next: if the approach does not hold: chant halt --reason "..."
    ",
      "stdout": "",
    }
  `);
});

test('--quiet prints nothing, and the exit status tells', async () => {
  const inside = { env: { CHANT_WORKTREE: '1' } };
  expect(await run(['add', 'x', '--quiet'], inside)).toEqual({ exitCode: 1, stdout: '', stderr: '' });
});

test('--no-color takes the colour away', async () => {
  const world = { env: { CHANT_WORKTREE: '1' }, terminal: { color: true, outIsTty: true } };
  expect((await run(['add', 'x'], world)).stderr).toContain('\u001b[31m');
  expect((await run(['add', 'x', '--no-color'], world)).stderr).not.toContain('\u001b');
});
