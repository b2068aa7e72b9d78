import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { writeFileSync } from 'node:fs'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'
import { inLines } from '../../../examples/procs/in-lines.ts'
import { readSpecs } from '../../../examples/procs/read-specs.ts'
import { procs } from '../../../examples/procs/screen.ts'
import { chosen, type Spec } from '../../../examples/procs/spec.ts'
import { scratch } from '../../support/scratch.ts'

function written(name: string, content: string | object): string {
  const file = scratch(name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** What a CI job sees. */
async function runInLines(content: object) {
  let output = ''
  const status = await inLines(await readSpecs(written('procs.json', content)), {
    write: (text) => (output += text),
  })
  return { lines: output.trim().split('\n'), status }
}

describe('a file of processes', () => {
  test('is a Procfile', async () => {
    expect(
      await readSpecs(written('Procfile', '# servers\nweb: node web.js  \n\napi-1: PORT=1 node "a b.js"\n')),
    ).toEqual([
      { name: 'web', command: 'node web.js', needs: [], restart: 'onFailure' },
      { name: 'api-1', command: 'PORT=1 node "a b.js"', needs: [], restart: 'onFailure' },
    ])
  })

  test('is JSON, with needs, readiness, restarts and groups', async () => {
    const specs = await readSpecs(
      written('procs.json', {
        db: { command: 'db', ready: { port: 5432 } },
        api: {
          command: 'api',
          needs: 'db',
          ready: { http: 'http://localhost/' },
          restart: 'always',
          group: 'back',
        },
        web: 'web',
      }),
    )
    expect(specs.map(({ name, needs, restart, ready }) => [name, needs, restart, ready])).toEqual([
      ['db', [], 'onFailure', { port: 5432 }],
      ['api', ['db'], 'always', { http: 'http://localhost/' }],
      ['web', [], 'onFailure', undefined],
    ])
    expect(chosen(specs, ['back'], 'file').map(({ name }) => name)).toEqual(['db', 'api'])
    expect(() => chosen(specs, ['front'], 'file')).toThrow(
      'file has no process or group front: it has db, api, web',
    )
  })

  test('is a package.json, whose scripts are run by npm', async () => {
    const [spec] = await readSpecs(written('package.json', { scripts: { dev: 'vite' } }))
    expect(spec).toMatchObject({ name: 'dev', command: 'npm run --silent dev', restart: 'never' })
  })

  test.each([
    ['Procfile', 'web node', /line 1: "web node" isn't 'name: command'/],
    ['Procfile', '', /has no processes/],
    ['Procfile', 'a: x\na: y', /two processes a/],
    ['procs.json', '{', /isn't JSON/],
    ['procs.json', { a: { command: 'x', needs: ['b'] } }, /a needs b, which isn't there: there are a/],
    [
      'procs.json',
      { a: { command: 'x', needs: 'b' }, b: { command: 'y', needs: 'a' } },
      /need each other: a needs b needs a/,
    ],
    ['procs.json', { a: { command: 'x', redy: 1 } }, /a has an unknown field redy/],
    ['procs.json', { a: { command: 'x', ready: {} } }, /a: ready must be/],
    [
      'procs.json',
      { a: { command: 'x', restart: 'often' } },
      /restart must be never, or onFailure, or always/,
    ],
    ['procs.json', { a: 7 }, /a must be an object/],
  ])('%s %j is an error that says what to mend', async (name, content, message) => {
    await expect(readSpecs(written(name, content))).rejects.toThrow(message)
  })
})

describe('without a screen', () => {
  test('needs are met first, a line is prefixed, and the status is 0', async () => {
    const { lines, status } = await runInLines({
      web: { command: 'echo web', needs: ['api', 'seed'], restart: 'never' },
      api: {
        command: 'echo warm; sleep 0.1; printf "\\033[31mready\\033[2J\\n"',
        ready: { line: 'ready' },
        restart: 'never',
      },
      seed: { command: 'sleep 0.1; echo seeded', ready: { exit: 0 }, restart: 'never' },
    })
    expect(status).toBe(0)
    expect(lines.indexOf('api  | ready')).toBeGreaterThan(lines.indexOf('api  | warm'))
    expect(lines.indexOf('web  | web')).toBeGreaterThan(lines.indexOf('api  | ready'))
    expect(lines.indexOf('web  | web')).toBeGreaterThan(lines.indexOf('seed | seeded'))
    expect(lines.join()).not.toContain('\x1b')
  })

  test('what fails ends the others, with all that they have started, and its status is that of all', async () => {
    const { lines, status } = await runInLines({
      stays: { command: 'echo "pid $$"; sleep 1000 & sleep 1000' },
      fails: { command: 'sleep 0.2; exit 7', restart: 'never' },
    })
    expect(status).toBe(7)
    expect(lines).toContain('fails | failed: exit code 7')
    expect(lines.at(-1)).toBe('failed: fails')
    const [, group] = /pid (\d+)/.exec(lines.join())!
    expect(() => process.kill(-Number(group), 0)).toThrow('ESRCH')
  })

  test('a file that is wrong is status 2, and one sentence', () => {
    const file = written('procs.json', { a: { command: 'x', needs: 'b' } })
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--conditions=actty-source', '--import=tsx', 'examples/procs/main.ts', '--lines', file],
      { encoding: 'utf8', timeout: 30_000 },
    )
    expect(status).toBe(2)
    expect(stderr.trim()).toMatch(/^\S+: a needs b, which isn't there: there are a$/)
  })
})

describe('with a screen', () => {
  const spec = (name: string, command: string, more: Partial<Spec> = {}): Spec => ({
    name,
    command,
    needs: [],
    restart: 'never',
    ...more,
  })
  const step = { step: 20 }

  test('shows states and logs, stops, starts, and leaves nothing behind', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const { port } = server.address() as { port: number }
    const app = mount(procs, {
      columns: 80,
      rows: 20,
      input: {
        specs: [
          spec('api', 'echo listening; sleep 1000', { ready: { port } }),
          spec('web', 'echo "web is up"; sleep 1000', { needs: ['api'] }),
          spec('lint', 'echo bad >&2; exit 1'),
        ],
      },
    })
    await app.until(/web +● up/, step)
    await app.until(/lint +✗ failed/, step)
    await app.until('listening', step)
    server.close()
    await app.press('down')
    await app.until('web is up', step)
    await app.press('x')
    await app.until(/web +– stopped/, step)
    await app.press('t')
    await app.until(/web +● up/, step)
    await app.press('a')
    await app.until('lint │ bad', step)
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('a crash is followed by waits that double, and then it has failed', async () => {
    const app = mount(procs, {
      columns: 80,
      rows: 20,
      input: { specs: [spec('crashing', 'exit 4', { restart: 'onFailure' })] },
    })
    await app.until(/crashing +↻ starts again/, step)
    await app.until(/crashing +✗ failed .* 6/, { step: 500 })
    expect(await app.unmount()).toEqual([])
  })
})
