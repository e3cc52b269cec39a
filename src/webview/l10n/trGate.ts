/** Turkish of what waits for somebody else's agreement. */
export const trGate = {
  'gate.closed': 'Önce başka birinin onay vermesi gerekiyor. Hiçbir şey çalıştırılmadı.',
  'gate.needed': 'Bunun için {role} onayı gerekiyor. Hiçbir şey çalıştırılmadı.',
  'gate.waiting': '{role} onayı bekleniyor. Hiçbir şey çalıştırılmadı.',
  'gate.refused': 'Onay reddedildi. Bir değişiklikten sonra yeniden isteyin. Hiçbir şey çalıştırılmadı.',
  'gate.expired': '{role} için onay isteğinin süresi doldu. Yeniden isteyin. Hiçbir şey çalıştırılmadı.',
} as const;
