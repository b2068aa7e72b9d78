import { createActor, toPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { subprocess } from '../../src/machines/patterns/subprocess.ts'
import { checked, pidOf, restored, started } from '../support/fixture-app.ts'
import { hasPty, isAlive, type Pty } from '../support/pty.ts'

const loops = (pty: Pty) => pty.descendants().filter((line) => line.includes('while :'))

describe('faults of processes', () => {
  test.skipIf(!hasPty).each([
    ['the app quits', 'q', 'status 0'],
    ['an action throws', 't', 'status 1'],
    ['the process exits', 'x', 'status 3'],
    ['it is interrupted', '\x03', 'status 130'],
  ])(
    '39. a child starts a background grandchild, then %s: the group is gone, KILL where TERM is ignored',
    async (_, key, status) => {
      const pty = await started(checked(), { rows: 60 })
      pty.write('S')
      await pty.until(() => loops(pty).length === 2)
      pty.write(key)
      expect(await restored(pty)).toContain(status)
      expect(loops(pty)).toEqual([])
    },
  )

  test.skipIf(!hasPty)(
    '39. the engine is killed: its restore helper ends the groups that are left',
    async () => {
      const pty = await started(`${checked()}; read line`, { rows: 60 })
      await pty.until(() => pty.descendants().some((line) => line.includes('modes=')))
      pty.write('S')
      await pty.until(() => loops(pty).length === 2)
      process.kill(pidOf(pty), 'SIGKILL')
      await pty.until(() => loops(pty).length === 0)
      await pty.until(() => !pty.judge.isAlternate)
      pty.write('\n')
      await pty.end()
    },
  )

  test.each([
    ['in its group', 'echo out; echo more >&2; sleep 60 & echo $!'],
    ['in a session of its own', 'echo out; echo more >&2; setsid sleep 60 & echo $!'],
  ])(
    '40. a child exits while its grandchild holds the pipe (%s): it completes, the output kept',
    async (where, script) => {
      const actor = createActor(subprocess({ command: 'sh', args: ['-c', script] })).start()
      const { code, lines } = await toPromise(actor)
      const texts = Array.from({ length: lines.length }, (_, i) => lines.at(i)!.text)
      const id = Number(texts.find((line) => /^\d+$/.test(line)))
      expect(code).toBe(0)
      expect(texts).toEqual(expect.arrayContaining(['out', 'more']))
      if (where === 'in its group') await expect.poll(() => isAlive(id)).toBe(false)
      else if (isAlive(id)) process.kill(id, 'SIGKILL') // what leaves its group is out of reach
    },
  )
})
