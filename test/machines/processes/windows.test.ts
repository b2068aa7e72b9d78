import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createActor } from 'xstate'
import { subprocess } from 'actty/machines'
import { heldWork } from '../../../src/machines/kit/held-work.ts'
import { gone } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'

const { platform } = process

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform })
  vi.unstubAllEnvs()
})

/** As on Windows, with a taskkill that notes what it is told and does it. Returns what it was told. */
function onWindows(): () => string[] {
  const told = scratch('told')
  const root = dirname(told)
  const path = join(root, 'System32', 'taskkill.exe')
  mkdirSync(dirname(path))
  writeFileSync(told, '')
  writeFileSync(path, `#!/bin/sh\necho "$@" >> '${told}'\nkill -KILL "$2"\n`, { mode: 0o755 })
  vi.stubEnv('SystemRoot', root)
  Object.defineProperty(process, 'platform', { value: 'win32' })
  return () => readFileSync(told, 'utf8').split('\n').filter(Boolean)
}

/** The group of a process, by /proc. */
const groupOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[2]

async function started(args: readonly string[]) {
  const actor = createActor(subprocess({ command: 'sh', args: ['-c', ...args] }))
  actor.subscribe({ error: () => {} })
  actor.start()
  await vi.waitUntil(() => actor.getSnapshot().context.pid !== undefined)
  return { actor, pid: actor.getSnapshot().context.pid! }
}

describe.skipIf(platform !== 'linux')('on Windows, a process', () => {
  test('has no group of its own, and taskkill ends it with all that it has started', async () => {
    const told = onWindows()
    const { actor, pid } = await started(['sleep 100'])
    expect(groupOf(pid)).toBe(groupOf(process.pid))
    actor.send({ type: 'kill' })
    await vi.waitUntil(() => actor.getSnapshot().status === 'done')
    expect(told()).toEqual([`/PID ${pid} /T /F`])
    expect(await gone(pid, 5_000)).toBe(true)
  })

  test('is ended with its actor, which is waited for', async () => {
    const told = onWindows()
    const { actor, pid } = await started(['sleep 100'])
    actor.stop()
    await vi.waitUntil(() => heldWork(actor).length === 0)
    expect(told()).toEqual([`/PID ${pid} /T /F`])
  })

  test('that has ended is told nothing: its id may be that of another', async () => {
    const told = onWindows()
    const { actor } = await started(['exit 0'])
    await vi.waitUntil(() => actor.getSnapshot().status === 'done')
    await vi.waitUntil(() => heldWork(actor).length === 0)
    expect(told()).toEqual([])
  })
})
