/** Turkish of what waits for somebody else's agreement. */
export const trGate = {
  'state.needsApproval': 'Onay bekliyor',
  'gate.title': 'Bu çalışmadan önce başka birinin onay vermesi gerekiyor',
  'gate.asks': {
    one: '{role} rolündeki bir kişiden istenir.',
    other: '{role} rolündeki {n} kişiden istenir.',
  },
  'gate.asked': {
    one: '{role} bekleniyor, son an {time}. Bir kişinin onaylaması gerekiyor.',
    other: '{role} bekleniyor, son an {time}. {n} kişiden {have} kişi onayladı.',
  },
  'gate.refusedBy': '{who} reddetti: {reason} Söylediğini değiştirin, sonra yeniden isteyin.',
  'gate.late': '{role} için onay isteğinin süresi doldu. Yeniden isteyin.',
  'gate.ask': 'Onay iste',
  'gate.askAgain': 'Yeniden iste',
  'gate.look': 'Yanıta bak',
  'gate.copy': 'İsteği kopyala',
  'gate.paste': 'Veya size gönderilen yanıtı yapıştırın',
  'gate.paste.hint': 'Yanıt handrail approve ile verilir: bu günlüğün yanında veya kopyaladığınız istekten.',
  'gate.paste.submit': 'Yanıtı al',
  'gate.closed': 'Önce başka birinin onay vermesi gerekiyor. Hiçbir şey çalıştırılmadı.',
  'gate.needed': 'Bunun için {role} onayı gerekiyor. Hiçbir şey çalıştırılmadı.',
  'gate.waiting': '{role} onayı bekleniyor. Hiçbir şey çalıştırılmadı.',
  'gate.refused': 'Onay reddedildi. Bir değişiklikten sonra yeniden isteyin. Hiçbir şey çalıştırılmadı.',
  'gate.expired': '{role} için onay isteğinin süresi doldu. Yeniden isteyin. Hiçbir şey çalıştırılmadı.',
} as const;
