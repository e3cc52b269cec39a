import { describe, expect, test } from 'vitest';
import { tellsToDo } from '../../../src/core/runbook/words/instructions.ts';
import { isTurkishCondition } from '../../../src/core/runbook/words/turkish.ts';

describe('a sentence tells somebody to do something', () => {
  test.each([
    'Switch DNS',
    'Renombrar la instancia',
    'Limpiar los restos',
    'Kayıtlar yedekten yüklenir.',
    'Sürüm notu güncellenir.',
    'Test the API',
    'Then, push the tag to the repository.',
    'Please notify the on-call engineer.',
    'Do not restart the primary.',
    'You must now tell the customer.',
    'If it fails, call the platform team.',
    'On the primary site, verify that it is marked.',
    'Once the volume is ready, change the state to primary.',
    'Roll back the database',
    'Verify',
    'DNS kaydını değiştir',
    'Hata oranını izleyin.',
    'Trafik yeni kümeye yönlendirilir.',
    'Etkilenen servisleri belirle.',
    'Ekip bilgilendirilmeli',
    'Kuyruğu boşaltın.',
    'Kuyruğu boşaltınız.',
    'Ekibe haber ver',
    'Önce yedek alınız, sonra geçin',
    'Kapıları kapatmalı mıyız',
    'Kayıtlar silinir, sonra yenisi kurulur',
    'Yedek alınması gerekir',
    'If customers wait, send them a word.',
    'Check Sentry for errors.',
    'DNS umschalten',
    'Beobachten Sie die Fehlerrate.',
    'Prüfe die Sicherung',
    'In der Konsole den neuen Namen eintragen.',
    'Cambiar el DNS',
    'Verifique que responde.',
    'Luego abra la consola.',
    'Hay que vigilar los errores.',
  ])('%s', sentence => {
    expect(tellsToDo(sentence)).toBe(true);
  });
});

describe('a sentence only says how things are', () => {
  test.each([
    'Test results',
    'Release notes',
    'Build is green',
    'Run takes 5 minutes',
    'Backup & Recovery',
    'Known issues',
    'You should see three pods.',
    'You should now see three pods.',
    'The output will include the address.',
    'Check: done',
    'Access to the console',
    'Support for the old version',
    'Tüm hizmetler çalışıyor.',
    'Die Admins haben den Login.',
    'Sayfa açılmıyor',
    'Eski adres hâlâ yanıt veriyor.',
    'Der alte Name bleibt noch ein Jahr bestehen.',
    'Lastverteiler',
    'Es gibt drei Phasen',
    'Pods are broken',
    'When it happens, all is open',
    'El nombre antiguo sigue un año más.',
    'Nombres',
    '',
    '   ',
  ])('%s', sentence => {
    expect(tellsToDo(sentence)).toBe(false);
  });
});

describe('Turkish words state a condition', () => {
  test.each([
    'Disk dolarsa',
    'Kuyruk boşalmazsa',
    'Pod silinmezse',
    'Hata sürüyorsa',
    'Yedek alınmışsa',
    'Ağ sessizse',
    'Sayfa boşsa ya da disk doluysa',
    'Onaylanacaksa',
    'İlerleyecekse',
    'Yedek varsa',
    'Hazır değilse',
    'Mümkünse',
    'Yedek yoksa',
    'Küme kapalı ise',
    'Kesinti durumunda',
    'Arıza halinde',
    'Pod silinirse',
    'Sunucu çökerse',
    'Bağlantı kesilirse',
    'Oran düşürse',
    'İş biterse',
  ])('%s', words => {
    expect(isTurkishCondition(words)).toBe(true);
  });

  test.each([
    'Reverse the proxy',
    'Diverse responses',
    'Necessary permissions',
    'conectarse',
    'Release notes',
  ])('and %s does not', words => {
    expect(isTurkishCondition(words)).toBe(false);
  });
});
