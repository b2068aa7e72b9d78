import { describe, expect, test } from 'vitest'
import { subprocessView } from 'actty'
import { subprocess } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('subprocessView shows', () => {
  test('the text after its last line', async () => {
    const script = 'echo first; printf "1%%\\r2%%"; read end'
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', script], stdin: 'open' }))
    const app = mount(view, size)
    await app.until('2%', { step: 16 })
    expect(shown(app)).toEqual(['first', '2%', 'running'])
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
    expect(shown(app).at(-1)).toBe("terminating asked to end; killed if it hasn't in 2 s")
    expect(await app.unmount()).toEqual([])
  })

  test('lines, and how it ended', async () => {
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', 'echo out; echo err >&2; exit 3'] }))
    const app = mount(view, size)
    await app.until('exit code 3')
    expect(shown(app)).toContain('exited exit code 3')
    expect(app.styledScreen()).toContain('<danger>err</>')
    expect(await app.unmount()).toEqual([])
  })
})
