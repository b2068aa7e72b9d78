import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { examples } from '../../../examples/index.ts'
import { gone, hasPty, node, Pty } from '../../support/pty.ts'
import { Viewer } from '../../support/viewer.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'actty-inspect-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As `npm start` runs. */
const asBuilt = ['--import=tsx']

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** The address that the app gave to the window's title. */
const addressOf = async (pty: Pty): Promise<string> => {
  const title = /\x1b\]2;[^\x1b]* (http:\S+?)\x1b\\/
  await pty.until(() => title.test(pty.output))
  return title.exec(pty.output)![1]!
}

function viewerOf(address: string): Viewer {
  const viewer = new Viewer(address)
  open.push(() => viewer.close())
  return viewer
}

describe.skipIf(!hasPty)('an inspected program on a terminal', () => {
  test.each(examples.map(({ name }) => [name]))('shows every actor of the example %s', async (name) => {
    const pty = new Pty(node('examples/main.ts', name, '--inspect=0'))
    const address = await addressOf(pty)
    const viewer = viewerOf(address)
    await viewer.until(() => viewer.names().length >= 3)
    expect(viewer.names().slice(0, 2)).toEqual(['actty', 'terminal'])
    expect(viewer.of('@xstate.actor')[2]).toMatchObject({
      parentId: viewer.of('@xstate.actor')[0]!.sessionId,
    })
    const ids = new Set<string>()
    for (const { sessionId, parentId, definition } of viewer.of('@xstate.actor')) {
      expect(parentId === undefined || ids.has(parentId)).toBe(true)
      expect(JSON.parse(definition)).toMatchObject({ id: expect.any(String) })
      ids.add(sessionId)
    }
    if (name === 'search' || name === 'composer') {
      pty.write('\x1b') // out of the field
      await pty.until(/i +(Type|Write)/)
    }
    if (name === 'terminal') pty.write('\x01') // out of the pane
    pty.write(name === 'questions' || name === 'deploy' || name === 'form' ? '\x11' : 'q')
    if (name === 'cleanup') {
      await pty.until('End all?')
      pty.write('y')
    }
    const left = await pty.end()
    await viewer.until(() => viewer.closed !== undefined)
    expect(viewer.closed).toBe(1001)
    expect(left).toBe(`inspected: ${address}`)
    expect(pty.ended?.exitCode).toBe(0)
  })

  test('is inspected where the environment says so, at the port it says', async () => {
    const taken = createServer()
    taken.listen(0, '127.0.0.1')
    await once(taken, 'listening')
    open.push(() => taken.close())
    const { port } = taken.address() as { port: number }
    const pty = new Pty(node('examples/hello.ts'), { env: { ACTTY_INSPECT: String(port) } })
    const address = await addressOf(pty)
    expect(Number(new URL(address).port)).toBeGreaterThan(port)
    pty.write('q')
    await pty.end()
  })

  test('opens the browser where that is asked for, which cannot write on the terminal', async () => {
    const opened = join(folder, 'opened')
    const script = `#!/bin/sh\necho rubbish > /dev/tty\necho "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`
    writeFileSync(join(folder, 'xdg-open'), script, { mode: 0o755 })
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` }
    const pty = new Pty(node('examples/main.ts', 'clock', '--inspect=0', '--open'), { env })
    const address = await addressOf(pty)
    await pty.until(() => existsSync(opened))
    expect(readFileSync(opened, 'utf8').trim()).toBe(address)
    pty.write('q')
    await pty.end()
    expect(pty.output).not.toContain('rubbish')
  })

  test('ends at once, also with a viewer that takes nothing', async () => {
    const pty = new Pty(node('examples/main.ts', 'clock', '--inspect=0'))
    const viewer = viewerOf(await addressOf(pty))
    await viewer.until(() => viewer.names().length >= 4)
    viewer.socket.pause()
    const start = performance.now()
    pty.write('q')
    await pty.end()
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  test('that is killed leaves a file of whole lines, but for the last', async () => {
    const file = join(folder, 'killed.jsonl')
    const pty = new Pty(node('test/pty/fixtures/recorded.ts', file))
    const counts = () => (existsSync(file) ? readFileSync(file, 'utf8') : '').split('"type":"count"').length
    await pty.until(() => counts() > 20)
    process.kill(Number(/pid (\d+)/.exec(pty.judge.lines().join('\n'))![1]), 'SIGKILL')
    await pty.end()
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toContain('@xstate.snapshot')
  })

  test('without inspection loads none of it', async () => {
    const loaded = async (env: Record<string, string>) => {
      const coverage = mkdtempSync(join(folder, 'loaded-'))
      const pty = new Pty(node('examples/main.ts', 'clock'), { env: { ...env, NODE_V8_COVERAGE: coverage } })
      await pty.until('Clock')
      if (env['ACTTY_INSPECT']) await addressOf(pty)
      pty.write('q')
      await pty.end()
      const reports = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'))
      return reports.join('').includes('/src/app/inspect/')
    }
    expect(await loaded({})).toBe(false)
    expect(await loaded({ ACTTY_INSPECT: '1' })).toBe(true)
  })
})

describe('actty-inspect', () => {
  test('serves a file, until it is ended', async () => {
    const file = join(folder, 'run.jsonl')
    const code = `
      import { createInspector } from 'actty/inspect'
      import { createActor, setup } from 'xstate'
      const inspector = createInspector({ file: ${JSON.stringify(file)} })
      createActor(setup({}).createMachine({ id: 'm' }), { inspect: inspector.inspect }).start()
      inspector.close()`
    execFileSync(process.execPath, [...asBuilt, '--input-type=module', '-e', code])
    const served = spawn(process.execPath, [...asBuilt, 'dist/app/inspect/cli.js', file, '--port=0'], {
      stdio: 'pipe',
    })
    const [line] = (await once(served.stdout, 'data')) as [Buffer]
    const viewer = viewerOf(line.toString().trim())
    await viewer.until(() => viewer.names().length === 1)
    expect(viewer.names()).toEqual(['m'])
    const pid = served.pid!
    served.kill()
    expect(await gone(pid, 2_000)).toBe(true)
  })

  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [...asBuilt, 'dist/app/inspect/cli.js', ...words], { encoding: 'utf8' })

  test.each(['--help', '-h'])('%s tells how to use it', (flag) => {
    const { status, stdout, stderr } = run(flag)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^npx actty-inspect FILE /)
  })

  test.each([[[]], [['a', 'b']], [['--what']], [['a', '--port']]])('with %j says how to use it', (words) => {
    const { status, stdout, stderr } = run(...words)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^actty-inspect: .+\n\nnpx actty-inspect FILE /)
  })

  test.each([
    ['', 'has no message in it'],
    ['garbage\n{"type":"other"}\n[1]\nnull\n', 'has no message in it'],
    ['{"type":"@xstate.event"', 'has no message in it'],
    [undefined, 'ENOENT'],
  ])('of a file with %j says what is wrong with it', (content, reason) => {
    const file = join(folder, 'wrong.jsonl')
    rmSync(file, { force: true })
    if (content !== undefined) writeFileSync(file, content)
    const { status, stdout, stderr } = run(file, '--port=0')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(file)
    expect(stderr).toContain(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('of a port that is none says so', () => {
    expect(run('package.json', '--port=x').stderr).toBe(
      'actty-inspect: serveRecording: port is a port such as 22889, or 0 for any, not NaN\n',
    )
  })
})

test('an inspector keeps no process alive', () => {
  const code = `
    import { createInspector } from 'actty/inspect'
    import { createActor, setup } from 'xstate'
    const inspector = createInspector({ port: 0 })
    createActor(setup({}).createMachine({ id: 'm' }), { inspect: inspector.inspect }).start()
    console.log(await inspector.address)`
  const out = execFileSync(process.execPath, [...asBuilt, '--input-type=module', '-e', code], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  expect(out).toMatch(/^http:/)
})
