import { describe, expect, test } from 'vitest'
import { handoffView } from 'actty'
import { handoff } from 'actty/machines'
import { mount } from 'actty/testing'
import { settle } from '../../../../src/app/testing/virtual-clock.ts'
import { shown, size } from '../../../support/pattern-view.ts'

describe('handoffView shows', () => {
  test('the state, and the command', async () => {
    const app = mount(handoffView(handoff({ command: 'sh', args: ['-c', 'sleep 0.1'] })), size)
    const { result } = app
    expect(shown(app)).toEqual([]) // the command has the terminal
    expect(await result).toEqual({ code: 0, signal: null })
    await settle() // Node lets go of a process after its end
    expect(await app.unmount()).toEqual([])
  })
})
