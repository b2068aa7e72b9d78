import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createActor, toPromise } from 'xstate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handoff, subprocess, type SubprocessOptions } from 'actty/machines'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'actty-'))
  mkdirSync(join(folder, 'sub'))
  writeFileSync(join(folder, 'plain'), 'echo hello\n', { mode: 0o644 })
  writeFileSync(join(folder, 'orphan'), '#!/no/such/interpreter\n')
  chmodSync(join(folder, 'orphan'), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('69. what cannot be started says why:', () => {
  test.each<[string, () => SubprocessOptions, RegExp]>([
    [
      'the folder is missing',
      () => ({ command: 'ls', cwd: '/no/such' }),
      /^ls can't be started: its working directory \/no\/such doesn't exist$/,
    ],
    [
      'the folder is missing, in a shell',
      () => ({ command: 'ls', cwd: '/no/such', shell: true }),
      /directory \/no\/such doesn't exist/,
    ],
    [
      'the folder is a file',
      () => ({ command: 'ls', cwd: join(folder, 'plain') }),
      /plain is not a directory$/,
    ],
    [
      'the command is nowhere',
      () => ({ command: 'no-such-command', args: ['x'] }),
      /^no-such-command x can't be started: no-such-command was not found in PATH \(.*\): install it/,
    ],
    [
      'the command is not in its own PATH',
      () => ({ command: 'ls', env: { PATH: folder } }),
      /was not found in PATH \(\/.*actty-/,
    ],
    ['the file is missing', () => ({ command: '/no/such/file' }), /\/no\/such\/file doesn't exist$/],
    [
      'the file is missing in its folder',
      () => ({ command: './none', cwd: folder }),
      /actty-\w+\/none doesn't exist$/,
    ],
    [
      'the file is not executable',
      () => ({ command: './plain', cwd: folder }),
      /plain is not executable \(chmod \+x\)$/,
    ],
    ['so it is in PATH', () => ({ command: 'plain', env: { PATH: folder } }), /plain is not executable/],
    ['it is a folder', () => ({ command: './sub', cwd: folder }), /sub is a directory$/],
    [
      'its interpreter is missing',
      () => ({ command: './orphan', cwd: folder }),
      /orphan names an interpreter that doesn't exist$/,
    ],
  ])('%s', async (_, options, message) => {
    const told = await toPromise(createActor(subprocess(options())).start()).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(Error)
    expect((told as Error).message).toMatch(message)
    expect(told).toMatchObject({
      code: expect.stringMatching(/^E[A-Z]+$/) as string,
      cause: { syscall: expect.any(String) as string },
    })
    const handed = await toPromise(createActor(handoff(options())).start()).catch((error: unknown) => error)
    if (options().shell !== true) expect((handed as Error).message).toMatch(message)
  })
})
