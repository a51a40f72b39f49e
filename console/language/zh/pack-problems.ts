/**
 * What the check of a pack says in English, and the same in Chinese; what stands in brackets goes into it. The check
 * itself speaks English, as `npm run pack` does: a message that is not here is shown as it is.
 */
export const packProblems: readonly (readonly [RegExp, string])[] = [
  // The form of the text
  [
    /^'(?<key>.*?)' is not known here: did you mean '(?<guess>.*?)'\? Known: (?<known>.*)\.$/,
    '这里没有“{key}”，是否想写“{guess}”？可用：{known}。',
  ],
  [
    /^'(?<key>.*?)' is not known here: did you mean '(?<guess>.*?)'\?$/,
    '这里没有“{key}”，是否想写“{guess}”？',
  ],
  [/^is missing: write a text\.$/, '缺少：请填写文字。'],
  [/^is missing: write a number\.$/, '缺少：请填写数字。'],
  [/^is missing: write a whole number\.$/, '缺少：请填写整数。'],
  [/^is missing: write true or false\.$/, '缺少：请填写 true 或 false。'],
  [/^is missing: write a list\.$/, '缺少：请填写列表。'],
  [/^is missing: write a block of keys\.$/, '缺少：请填写一组键值。'],
  [/^is missing: write a word, such as (?<word>.*)\.$/, '缺少：请填写规定的词，例如 {word}。'],
  [/^is missing: write one of (?<known>.*)\.$/, '缺少：请填写 {known} 之一。'],
  [/^is missing: write (?<what>.*)\.$/, '缺少：请填写 {what}。'],
  [/^write a text\.$/, '请填写文字。'],
  [/^write a number\.$/, '请填写数字。'],
  [/^write a whole number\.$/, '请填写整数。'],
  [/^write true or false\.$/, '请填写 true 或 false。'],
  [/^write a list\.$/, '请填写列表。'],
  [/^write a block of keys\.$/, '请填写一组键值。'],
  [/^Write a word, such as (?<word>.*)\.$/, '请填写规定的词，例如 {word}。'],
  [/^Write one of (?<known>.*)\.$/, '请填写 {known} 之一。'],
  [
    /^has none of the forms that docs\/policy-packs\.md names for it\.$/,
    '写法不对：可用的写法见 docs/policy-packs.md。',
  ],
  [/^Write rule set and clause, such as (?<example>.*)\.$/, '请填写规则集和条款，例如 {example}。'],
  [/^Write hours and minutes in quotes, such as (?<example>.*)\.$/, '请在引号内填写时和分，例如 {example}。'],
  [
    /^Write the satisfaction aimed at, in percent, such as (?<example>.*)\.$/,
    '请填写满意度目标（百分数），例如 {example}。',
  ],
  [/^Rungs go upwards: /, '提醒节点由小到大：每个百分数只写一次，小的在前。'],
  [/^Too small: expected .*?>=(?<least>[\d.-]+)/, '太小或太少：至少为 {least}。'],
  [/^Too small: expected .*?>(?<least>[\d.-]+)/, '太小：应大于 {least}。'],
  [/^Too big: expected .*?<=(?<most>[\d.-]+)/, '太大或太多：至多为 {most}。'],
  [/^Too big: expected .*?<(?<most>[\d.-]+)/, '太大：应小于 {most}。'],
  [/^Invalid string: must match pattern (?<pattern>.*)$/, '写法不对：应符合 {pattern}。'],
  [/^this is nested too deeply to be read/, '嵌套过深，无法读取：请写得扁平些，参照产品自带的规则包。'],
  [/^A pattern has at most (?<most>\d+) characters\.$/, '一个正则表达式最多 {most} 个字符。'],
  [/^The pattern is not a regular expression/, '不是正则表达式：请检查括号和转义。'],
  [/^The pattern matches the empty text/, '该正则会匹配空文本：至少要匹配一个字符。'],
  [
    /^The pattern repeats a group that repeats or branches inside/,
    '该正则重复了内部又有重复或分支的分组，可能永远匹配不完：请换一种写法。',
  ],
  [/^The duration (?<text>.*) is zero/, '时长 {text} 为零：请填写更长的时长。'],
  [/^The duration (?<text>.*) is longer than ten years/, '时长 {text} 超过十年：请填写更短的时长。'],
  [
    /^The duration (?<text>.*) uses months or years/,
    '时长 {text} 用了月或年，长短不定：请写天数，例如 P30D。',
  ],
  [
    /^The duration (?<text>.*) mixes days with other units/,
    '时长 {text} 把天和其他单位混在一起：请只用一种，例如 P2D 或 PT36H。',
  ],
  [
    /^(?<text>.*) is not a duration that packs use/,
    '{text} 不是规则包能用的时长：请写整数，例如 PT30M、PT24H、P2D、P1W。',
  ],
  [
    /^The duration (?<text>.*) is unclear on the working calendar: write working days, as in (?<example>.*)\.$/,
    '时长 {text} 在工作日历上含义不明：请写工作日，例如 {example}。',
  ],
  [/^endOfDay counts days after the start/, 'endOfDay 是开始后的天数：请填写 0 到 3660 的整数。'],

  // Packs and ids
  [/^there is another pack '(?<id>.*)': /, '已有规则包“{id}”：每个规则包请用不同的标识。'],
  [/^(?<line>.*): no pack can extend itself\.$/, '{line}：规则包不能继承自己。'],
  [/^there is no pack '(?<id>.*)': the folder has (?<known>.*)\.$/, '没有规则包“{id}”：现有 {known}。'],
  [/^there are two (?<what>\w+) '(?<id>.*)': /, '{what} 中有两个“{id}”：每个请用不同的标识。'],
  [
    /^there is no department '(?<department>.*)': write one of (?<known>.*)\.$/,
    '没有部门“{department}”：请填写 {known} 之一。',
  ],
  [
    /^the pack has no channel '(?<channel>.*)': list it in channels\.$/,
    '规则包没有渠道“{channel}”：请在 channels 中列出。',
  ],
  [
    /^the pack has no channel '(?<channel>.*)': write one of (?<known>.*), or list it in channels\.$/,
    '规则包没有渠道“{channel}”：请填写 {known} 之一，或在 channels 中列出。',
  ],
  [
    /^this pack says nothing at '(?<place>.*)': /,
    '规则包在“{place}”处没有内容：请填写某个值的位置，例如 closing.reopenWindow 或 clocks.*.rungs。',
  ],
  [
    /^an intake has no field '(?<field>.*)' that could be asked for: did you mean '(?<guess>.*)'\? Known: (?<known>.*)\.$/,
    '受理单没有可以要求填写的字段“{field}”，是否想写“{guess}”？可用：{known}。',
  ],

  // Claims
  [/^the ladder has one rung/, '审批阶梯只有一级，没有第二个人可以签字：请增加一级，或删去本项。'],
  [
    /^the ladder has no top: nobody decides beyond (?<upTo>[\d.]+)\./,
    '审批阶梯没有顶端，超过 {upTo} 无人决定：请去掉最后一级的限额，或在其上再加一级。',
  ],
  [
    /^'(?<role>.*)' decides without limit/,
    '“{role}”没有限额，其上各级永远轮不到：请写 upTo，或把这一级放到最后。',
  ],
  [
    /^limits rise from rung to rung: write more than (?<below>.*)\.$/,
    '限额应逐级升高：请填写大于 {below} 的数。',
  ],
  [/^'decider' is whoever stands on the ladder/, '“decider”指阶梯上的决定人：请填写公司的一个角色。'],
  [/^'(?<role>.*)' stands on the ladder twice/, '“{role}”在阶梯上出现两次：每一级请用不同的角色。'],

  // What never happens
  [/^this clock never starts: (?<reason>.*)$/s, '这个时限永远不会开始：{reason}'],
  [/^this clock never ends by being done: (?<reason>.*)$/s, '这个时限永远不会因办完而结束：{reason}'],
  [/^this is never told: (?<reason>.*)$/s, '这条通知永远不会发出：{reason}'],
  [
    /^the final response closes the case, so this never comes about/,
    '最终答复即结案，这种情况不会发生：请删去。',
  ],
  [
    /^the final response closes the case, and nobody asks the customer after it\.$/,
    '最终答复即结案，之后不再询问客户。',
  ],
  [
    /^this pack does not ask whether the company is answerable/,
    '本规则包不判断公司是否有责：请增加 triage 及其话术。',
  ],
  [/^'substantive' is said of a contact/, '“substantive”只用于联系记录：请写 on: log-contact。'],
  [/^'method' is that of a contact/, '“method”只用于联系记录：请写 on: log-contact。'],
  [/^'finding' is what an investigation finds/, '“finding”是调查的结论：请写 on: find。'],
  [/^'answerable' is what triage decides/, '“answerable”由责任判断得出：请写 on: triage。'],
  [/^'by' means the holder of a clock that runs/, '“by”指正在计时的时限的承担人：请写在 until 中。'],
  [/^nobody decides claims/, '没有人决定索赔：请增加 claims 及其审批阶梯。'],
  [/^no incidents are recorded/, '不记录责任事件：请写 recordIncidents: true。'],
  [/^this pack grants no pause: write pause: true\.$/, '本规则包不允许暂停：请写 pause: true。'],
  [
    /^this pack grants no pause: write pause: true, or leave pausable out\.$/,
    '本规则包不允许暂停：请写 pause: true，或删去 pausable。',
  ],
  [
    /^this pack takes in no suggestions: add them to kinds\.$/,
    '本规则包不受理建议：请把 suggestion 加入 kinds。',
  ],
  [
    /^this pack takes in neither consultations nor suggestions/,
    '本规则包既不受理咨询也不受理建议：请把它们加入 kinds。',
  ],
  [/^this pack takes in no (?<kind>\w+)s: write (?<kinds>.*)\.$/, '本规则包不受理 {kind}：请写 {kinds}。'],
  [/^closing ends every clock that is not marked/, '结案会结束所有未标记的时限：请写 afterClosing: true。'],
  [
    /^starts the clock anew already \(from\)/,
    '它已使时限重新开始（from）：一个时限要么重新开始，要么继续计时。',
  ],
  [
    /^in (?<stage>[\w-]+), after (?<after>.*), a (?<which>.*) would wait without a clock: add one that starts there, such as one from (?<from>[\w:-]+)\.$/,
    '在 {stage} 阶段（{after} 之后），{which} 会在没有时限的情况下等待：请增加一个从那里开始的时限，例如 from {from}。',
  ],
  [
    /^in (?<stage>[\w-]+), after (?<after>.*), a (?<which>.*) would wait without a clock: add one with (?<when>when: .*?\}) that starts there, such as one from (?<from>[\w:-]+), or leave (?<kind>\w+) out of kinds\.$/,
    '在 {stage} 阶段（{after} 之后），{which} 会在没有时限的情况下等待：请增加一个带 {when}、从那里开始的时限，例如 from {from}，或从 kinds 中去掉 {kind}。',
  ],

  // Who holds and is told
  [
    /^nobody holds this clock: the pack has no claims/,
    '这个时限无人承担：规则包没有 claims，也就没有决定人。',
  ],
  [/^nobody holds this clock yet then/, '那时这个时限还无人承担：决定人由 claim-at 指定，请从它开始计时。'],
  [/^a decider is found for a claim alone/, '只有索赔才有决定人：请填写公司的角色，例如 supervisor。'],
  [
    /^the pack has no claims, and so no decider who could be told\.$/,
    '规则包没有 claims，也就没有可通知的决定人。',
  ],
  [
    /^tells the standing group, but the pack names none/,
    '要通知常设小组，但规则包没有指定：请写 group 及其部门。',
  ],
  [
    /^'(?<template>.*)' has no text for the customer: /,
    '“{template}”没有给客户的文字：请在 messages/zh.json 和 messages/en.json 中写 {template}.customer.subject 和 .body。',
  ],
  [
    /^'(?<template>.*)' has no text for staff: /,
    '“{template}”没有给员工的文字：请在 messages/zh.json 和 messages/en.json 中写 {template}.staff.subject 和 .body。',
  ],
  [
    /^there is no template '(?<template>.*)': did you mean '(?<guess>.*)'\?/,
    '没有模板“{template}”，是否想写“{guess}”？模板在 messages/zh.json 和 messages/en.json 中。',
  ],
  [/^nobody is told that it is due/, '到期时没有人收到通知：请填写一个角色。'],
  [
    /^belongs to (?<owner>[\w-]+), not to (?<what>[\w-]+): leave it out\.$/,
    '属于 {owner}，不属于 {what}：请删去。',
  ],

  // Limits
  [
    /^leaves nothing to extend: .* more than the limit, (?<limit>.*)\.$/,
    '没有可延长的余地：它从时限开始算起，请填写比时限 {limit} 更长的时长。',
  ],
  [
    /^is shorter than the limit itself: .* write (?<limit>.*) or more\.$/,
    '比时限本身还短：它从时限开始算起，请填写 {limit} 或更长。',
  ],
  [
    /^goes beyond the cap of (?<cap>.*), to which nobody extends: /,
    '超过了任何人都不得逾越的上限 {cap}：请填写 {cap} 或更短。',
  ],
  [
    /^only a supervisor extends this clock at all/,
    '这个时限只有督办人可以延长：请删去 authority，或写 facesCustomer: true。',
  ],
  [
    /^'(?<id>.*)' asks for the same within (?<limit>.*): leave one/,
    '“{id}”对同一件事要求在 {limit} 内完成：请删去其一，或用 when 说明各自适用哪些案件。',
  ],
  [
    /^gives '(?<urgency>.*)' more time than '(?<id>.*)' gives what presses less: write (?<limit>.*) or less\.$/,
    '给“{urgency}”的时间比“{id}”给不那么急的还长：请填写 {limit} 或更短。',
  ],
  [
    /^is due after '(?<id>.*)', and ends with it: write less than (?<limit>.*)\.$/,
    '到期在“{id}”之后，却与它一同结束：请填写短于 {limit} 的时长。',
  ],
  [
    /^lets an answer be promised after '(?<id>.*)' is due: write (?<limit>.*) or less\.$/,
    '允许承诺的答复时间晚于“{id}”的期限：请填写 {limit} 或更短。',
  ],
  [
    /^says which records are kept longer, but not how long/,
    '说明了哪些记录保存更久，却没有说多久：请写 important。',
  ],
  [
    /^important records are kept no shorter than the others: write (?<normal>.*) or more\.$/,
    '重要记录的保存期不得短于其他记录：请填写 {normal} 或更长。',
  ],
  [
    /^names no time of a (?<named>\w+): start this clock from (?<from>.*)\.$/,
    '没有给出 {named} 的时间：请让时限从 {from} 开始。',
  ],
  [/^a named time is not measured from receipt/, '指定的时间不从受理算起：请删去 since。'],
  [
    /^only a case that was passed on comes with a limit/,
    '只有转办的案件才带有期限：请写 when: { transferred: true }。',
  ],
  [
    /^a clock that runs for reaching the customer never stands still/,
    '为联系客户而计的时限不能暂停：请删去 pausable。',
  ],
];
