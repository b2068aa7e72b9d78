import { describe, expect, test } from 'vitest'
import { subprocessView } from 'actty'
import { subprocess } from 'actty/machines'
import { mount } from 'actty/testing'
import { ansiLines } from 'actty/text'
import { shown, size } from '../../../support/pattern-view.ts'

describe('subprocessView shows', () => {
  test('the text after its last line', async () => {
    const script = 'echo first; printf "1%%\\r2%%"; read end'
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', script], stdin: 'open' }))
    const app = mount(view, size)
    await app.until('2%', { step: 16 })
    expect(shown(app)).toEqual(['first', '2%', '  running'])
    await app.press('k')
    await app.until('SIGTERM')
    expect(await app.unmount()).toEqual([])
  })

  test('a question on stderr beside progress on stdout, and that it was asked to end', async () => {
    const script = 'trap "" TERM; printf "50 %%"; printf "sure? " >&2; while :; do sleep 0.1; done'
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', script], graceTime: 2_000 }))
    const app = mount(view, { ...size, columns: 60 })
    await app.until('sure?', { step: 16 })
    await app.until('50 %', { step: 16 })
    expect(app.styledScreen()).toContain('<danger>sure?</>')
    await app.press('k')
    expect(shown(app).at(-1)).toMatch(/^. terminating  asked to end; killed if it hasn't in 2 s/)
    expect(await app.unmount()).toEqual([])
  })

  test('lines, and how it ended', async () => {
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', 'echo out; echo err >&2; exit 3'] }))
    const app = mount(view, size)
    await app.until('exit code 3')
    expect(shown(app)).toContain('✗ exited  exit code 3')
    expect(app.styledScreen()).toContain('<danger>err</>')
    expect(await app.unmount()).toEqual([])
  })

  describe('the colors that it writes', () => {
    const script = `
      if (process.env.FORCE_COLOR) process.stdout.write('\\x1b[32mgreen\\nstill\\x1b[39m plain\\n')
      else console.log('no colors')
      process.stderr.write('\\x1b[1mfailed')`
    const run = async (options: { color?: boolean; env?: Record<string, string> }) => {
      const command = { command: process.execPath, args: ['-e', script], ...options }
      const app = mount(subprocessView(subprocess(command), { colors: ansiLines }), size)
      await app.until('exit code 0')
      expect(await app.unmount()).toEqual([])
      return app.styledScreen()
    }

    test('if it is asked for them', async () => {
      const screen = await run({ color: true, env: { PATH: process.env['PATH']! } })
      expect(screen).toContain('<green>still</> plain')
      expect(screen).toContain('<bold danger>failed</>')
    })

    test.each([{ env: {} }, { color: true, env: { NO_COLOR: '1' } }])('not with %j', async (options) => {
      expect(await run(options)).toContain('no colors')
    })
  })
})
