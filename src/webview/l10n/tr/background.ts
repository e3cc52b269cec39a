/** Turkish of what commands left running in the background. */
export const trBackground = {
  'refused.stillAlive': 'Arka planda hâlâ çalışan var. Bitirilsin mi, bırakılsın mı, belirtin.',
  'refused.backgroundEnded': 'Bu arka plan komutu bitti.',

  'background.title': { one: 'Arka planda {n} komut', other: 'Arka planda {n} komut' },
  'background.ended': { one: 'Arka planda {n} komut bitti', other: 'Arka planda {n} komut bitti' },
  'background.from': '{number} adımından',
  'background.process': 'süreç {pid}',
  'background.detached': 'çalıştırma kapanınca da sürer',
  'background.foreign': 'başka bir kullanıcının, buradan sonlandırılamaz; o kullanıcı olarak: kill {pid}',
  'background.suspended': 'askıda',
  'background.exit': 'Bitti, çıkış kodu {exit}',
  'background.gone': 'Bitti',
  'background.stopped': 'Durduruldu',
  'background.stoppedExit': 'Durduruldu, çıkış kodu {exit}',
  'background.stop': 'Durdur: {command}',
  'background.canForce': 'Hâlâ bitmedi.',
  'background.force': 'Zorla sonlandır: {command}',
  'background.output': 'Komut çalışmazken yazılanlar',
  'background.end': { one: 'Bitir ve çalıştırmayı kapat', other: 'Hepsini bitir ve çalıştırmayı kapat' },
  'background.leave': { one: 'Bırak ve çalıştırmayı kapat', other: 'Hepsini bırak ve çalıştırmayı kapat' },
  'background.abortEnd': { one: 'Bitir ve sonlandır', other: 'Hepsini bitir ve sonlandır' },
  'background.abortLeave': { one: 'Bırak ve sonlandır', other: 'Hepsini bırak ve sonlandır' },
  'background.ask': {
    one: 'Arka planda {n} komut hâlâ çalışıyor. Buna ne olsun?',
    other: 'Arka planda {n} komut hâlâ çalışıyor. Bunlara ne olsun?',
  },
  'background.askText':
    'Bitirilen önce kesilir, sonra bitmesi istenir, 5 sn sonra zorla bitirilir. Bırakılan çalışmayı sürdürür, yazdıkları saklanmaz. Hangisini seçtiğiniz günlükte yazar.',
} as const;
