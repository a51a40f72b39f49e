/** A pack that says something of everything, and nothing wrong. */
export const EVERYTHING = `
id: everything
title: { zh: 样样都有, en: Something of everything }
kinds: [complaint, consultation, suggestion]
defaults: [arbitrateAfterReturns, clocks.1-assign.rungs]
clocks:
  - id: 1-assign
    title: { zh: 派单, en: Assignment }
    from: [enter:assigning]
    until: [leave:assigning]
    limit: PT30M
    holder: owner
    rungs: [{ at: 100, tell: [holder, group] }]
  - id: 1-handle
    title: { zh: 处理, en: Handling }
    from: [enter:accepting, new-round]
    until: [resolve]
    limit: { duration: P3D, calendar: working }
    holder: lead
    facesCustomer: true
    extension: { cap: { duration: P7D, calendar: working }, authority: { duration: P5D, calendar: working } }
    rungs: [{ at: 75, tell: [holder] }, { at: 100, tell: [supervisors], escalate: quality-manager }]
  - id: 1-interim
    title: { zh: 阶段性答复, en: An interim letter }
    from: [enter:accepting, new-round]
    until: [{ on: log-contact, method: letter }, resolve]
    limit: { duration: P2D, calendar: working }
    holder: handler
    rungs: []
  - id: 1-confirm
    title: { zh: 回访, en: Confirmation }
    from: [enter:confirming]
    until: [leave:confirming]
    limit: PT24H
    holder: owner
    rungs: []
  - id: 2-urgent
    title: { zh: 紧急响应, en: Urgent response }
    from: [receipt, classify]
    until: [resolve]
    limit: PT2H
    when: { urgency: [urgent] }
    holder: handler
    rungs: []
  - id: 2-general
    title: { zh: 一般响应, en: General response }
    from: [receipt, classify]
    until: [resolve]
    limit: PT24H
    when: { urgency: [general], channel: [phone] }
    holder: handler
    rungs: []
  - id: 3-transfer
    title: { zh: 转办件, en: Transferred }
    from: [receipt, transfer]
    until: [reply-to-body]
    limit: { named: transfer, otherwise: { duration: P2D, calendar: working, firstDay: excluded } }
    when: { transferred: true }
    holder: owner
    rungs: []
    afterClosing: true
  - id: 4-claim
    title: { zh: 理赔, en: Claims }
    from: [claim-at]
    until: [decide-claim]
    limit: PT4H
    holder: decider
    rungs: []
  - id: 5-answer
    title: { zh: 答复咨询, en: Answer to a consultation }
    from: [receipt, reopen]
    until: [leave:answering]
    limit: PT24H
    when: { kind: [consultation] }
    holder: owner
    rungs: []
  - id: 6-decide
    title: { zh: 建议答复, en: Decision on a suggestion }
    from: [enter:deciding, enter:answering]
    until: [leave:deciding, leave:answering]
    limit: P7D
    when: { kind: [suggestion] }
    holder: lead
    rungs: []
notices:
  - { on: assign, tell: [lead, group], template: assigned }
routing: { product: technical }
arbitrateAfterReturns: 2
group: [customer-service, marketing]
channels: [{ id: phone, title: { zh: 电话, en: Phone } }, { id: desk, title: { zh: 柜台, en: Desk } }]
record: { required: [customer.phone|customer.email, occurredAt] }
triage:
  scripts: [{ id: elsewhere, title: { zh: 他处, en: Elsewhere }, text: { zh: 不属本公司, en: Not ours } }]
findings:
  fault: { apology: true, order: production, call: [supervisor], correctiveAction: P7D }
claims:
  ladder:
    - { role: owner, upTo: '200.00' }
    - { role: supervisor, upTo: '1000.00' }
    - { role: executive }
  twoPeopleAbove: '500.00'
duties:
  - { id: 7-callback, title: { zh: 回访, en: Call-backs }, what: call-backs, every: month, at: '09:00', tell: [quality-manager], atLeast: 3 }
  - { id: 7-target, title: { zh: 目标, en: Target }, what: target, every: quarter, at: '09:00', tell: [executive], target: 99.8 }
supervision: { always: [supervisor] }
closing: { unsettledGrounds: [no-liability], attempts: { count: 3, spacing: P1D }, reopenWindow: P30D }
retention: { normal: P365D, important: P1000D, importantFrom: red }
`;
