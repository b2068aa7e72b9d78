import { describe, expect, test } from 'vitest'
import { supervisingView } from 'actty'
import { supervising } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('supervisingView shows', () => {
  test('the state, the restarts, and why', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const app = mount(supervisingView(supervising(logic)), { ...size, input: '' })
    await last().fail(refused)
    await app.advance(0)
    expect(shown(app)).toEqual(['⠋ running  1 restart  refused'])
    await app.press('r')
    expect(shown(app)).toEqual(['⠋ running  2 restarts  refused'])
    expect(await app.unmount()).toEqual([])
  })
})
