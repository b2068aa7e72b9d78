import { describe, expect, test } from 'vitest'
import { subprocessView } from 'actty'
import { subprocess } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('subprocessView shows', () => {
  test('what stands after its last line', async () => {
    const script = 'echo first; printf "1%%\\r2%%"; read end'
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', script], stdin: 'open' }))
    const app = mount(view, size)
    await app.until('2%', { step: 16 })
    expect(shown(app)).toEqual(['first', '2%', 'running'])
    await app.press('k')
    await app.until('SIGTERM')
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
