# Navigation
nav-stores = Pontos de venda
nav-team = Equipa
nav-profile = Perfil
nav-sessions = Dispositivos
nav-security = Segurança
nav-keys = Chaves de API
nav-merchants = Comerciantes
nav-consents = Mensagens
nav-opt-ins = Consentimentos
nav-privacy = Privacidade
nav-erasures = Eliminações

# Common words
email = Endereço de e-mail
password = Palavra-passe
password-new = Nova palavra-passe
password-current = Palavra-passe atual
password-hint = Pelo menos 10 caracteres. Uma frase curta serve bem.
password-change = Mudar a palavra-passe
password-changed = Palavra-passe mudada. Os seus outros dispositivos foram desligados.
display-name = O seu nome
language = Idioma
country = País
currency = Moeda
currency-hint = Não pode ser mudada depois.
city = Cidade
timezone = Fuso horário
save = Guardar
saved = Guardado
cancel = Cancelar
actions = Ações
sign-out = Terminar sessão
go-home = Ir para o início
form-wrong = Verifique estes pontos

# Signing in
login-title = Iniciar sessão
login-submit = Iniciar sessão
login-forgot = Esqueceu-se da palavra-passe?
login-new = Ainda não tem conta?
login-verified = Endereço confirmado. Já pode iniciar sessão.
login-reset = Palavra-passe mudada. Inicie sessão com a nova.

# Signing up
signup-title = Criar uma conta
signup-lead = Uma conta para comprar e para vender.
signup-submit = Criar a minha conta
signup-known = Já tem conta?
signup-sent-title = Veja o seu e-mail
signup-sent-lead = Enviámos-lhe uma ligação para confirmar o seu endereço.
signup-sent-none = Nada chegou? Veja no spam ou peça uma nova ligação.
verify-title = Confirmar o seu endereço
verify-lead = Um clique e está feito.
verify-submit = Confirmar o meu endereço
verify-again = Enviar nova ligação
verify-spent = Se já confirmou, inicie sessão. Senão, peça uma nova ligação.

# A forgotten password
forgot-title = Palavra-passe esquecida
forgot-lead = Enviamos-lhe uma ligação para escolher outra.
forgot-submit = Enviar a ligação
forgot-sent-title = Veja o seu e-mail
forgot-sent-lead = Se houver uma conta com este endereço, a ligação vai a caminho. Serve uma vez, durante 30 minutos.
reset-title = Nova palavra-passe
reset-lead = A sessão terminará em todos os seus dispositivos.
reset-submit = Guardar a palavra-passe
reset-again = Pedir nova ligação

# Profile and devices
profile-person = Você
profile-password = Palavra-passe
sessions-lead = Os dispositivos com sessão iniciada. Termine os que não reconhecer.
session-device = Dispositivo
session-seen = Última atividade
session-state = Estado
session-current = Este dispositivo
session-end = Terminar sessão
session-end-others = Terminar todas as outras
session-browser = navegador
session-api = aplicação
device-unknown = Dispositivo desconhecido

# Second factor and confirmation
security-lead = O que protege a sua conta além da senha.
login-again = Recomeçar a entrada
factor-title = Código ao entrar
factor-lead = Abra a sua aplicação de códigos e digite os seis algarismos.
factor-note = Depois da senha, o seu telefone dá um código que muda a cada 30 segundos.
factor-code = Código
factor-code-hint = Seis algarismos ou um código de recuperação.
factor-on = Ativado
factor-off = Desativado
factor-codes-left = Códigos de recuperação restantes: { $count }
factor-begin = Ativar
factor-remove = Desativar
factor-removed = O código já não é pedido.
factor-setup = Ligar o seu telefone
factor-setup-note = Leia a imagem com uma aplicação de códigos, por exemplo Aegis, FreeOTP ou Google Authenticator.
factor-picture = Imagem para a aplicação de códigos
factor-key = Sem câmara, digite esta chave:
factor-first = O código que a aplicação mostra agora.
factor-finish = Verificar e ativar
factor-codes = Códigos de recuperação
factor-codes-note = Cada um substitui o telefone uma vez. Anote-os agora: não serão mostrados de novo.
factor-codes-kept = Já os anotei
confirm-title = É você?
confirm-lead = O que vai fazer é importante: confirme com a sua senha.
confirm-submit = Confirmar

# Passkeys
passkeys-title = Chaves de acesso
passkeys-note = Entre com a sua impressão digital, o seu rosto ou o código do seu dispositivo: sem senha nem código para digitar.
passkey-name = Nome
passkey-name-hint = O dispositivo que a guarda, por exemplo «O meu telefone».
passkey-add = Adicionar uma chave de acesso
passkey-added = Chave de acesso adicionada. A partir de agora pode entrar com ela.
passkey-remove = Remover
passkey-removed = Chave de acesso removida. Apague-a também no seu dispositivo.
passkey-used = Último uso
passkey-unused = Nunca usada
passkey-sign-in = Entrar com uma chave de acesso
passkey-confirm = Confirmar com uma chave de acesso
passkey-failed = Não funcionou. Tente de novo ou use a sua senha.
passkey-script = As chaves de acesso precisam de JavaScript: ative-o no seu navegador.

# Onboarding and stores
onboarding-title = Abra a sua loja
onboarding-lead = Três respostas e adiciona o primeiro produto.
onboarding-submit = Abrir a minha loja
onboarding-shop = Só quero comprar
shop-name = Nome da loja
stores-lead = Cada ponto de venda tem o seu endereço web, a sua moeda e a sua montra.
store-address = Endereço web
store-new = Mais um ponto de venda
store-add = Adicionar o ponto de venda
slug-hint = Letras minúsculas sem acento, algarismos e hífenes. As ligações antigas deixarão de funcionar.

# All shops of a person
shops-title = Todas as minhas lojas
shops-lead = O que acontece hoje em cada uma e o que espera por si.
shops-none = Nenhuma loja
shops-none-text = Abra uma loja ou aceite um convite: aparecerá aqui.
shops-open = Ir para lá
shops-more = Mais lojas

# Team
team-lead = Quem trabalha aqui e o que cada um pode fazer.
members = Membros
member = Membro
member-state = Estado
member-active = Ativo
member-suspended = Suspenso
member-suspend = Suspender
member-activate = Reativar
member-remove = Remover
member-leave = Sair da equipa
role = Função
role-owner = Proprietário
role-manager = Gerente
role-seller = Vendedor
role-agent = Agente
invite = Convidar
invite-title = Convidar alguém
invite-note = A pessoa recebe uma ligação por e-mail, válida sete dias.
invitations = Convites pendentes
invitations-none = Nenhum convite pendente
invitations-none-text = Os convites ficam aqui até serem respondidos.
invitation-until = Válido até
invitation-revoke = Retirar
invitation-title = Um convite para si
invitation-lead = { $shop } convida-o para a equipa: { $role }.
invitation-accept = Aceitar o convite
invitation-other-title = Este convite é para outro endereço
invitation-other = Inicie sessão com { $email } para o aceitar.

# Keys of programs
keys-lead = Para os seus programas: caixa, contabilidade, site. Uma chave só abre o que escolher.
keys-none = Nenhuma chave
keys-none-text = Crie uma para cada programa e retire-a quando já não servir.
key-name = Nome
key-name-hint = O programa que a usa, por exemplo «Caixa».
key-access = Acesso
key-used = Último uso
key-unused = Nunca
key-until = Válida até
key-life = Duração
key-for-ever = Sem limite
key-days = { $days } dias
key-new = Nova chave
key-new-note = A chave age em seu nome nesta loja. Se sair da equipa, deixa de funcionar.
key-make = Criar a chave
key-made = Chave criada
key-made-note = Copie-a agora: não será mostrada de novo.
key-revoke = Retirar
area-catalog = Catálogo
area-orders = Encomendas
area-payments = Pagamentos
area-reservations = Live
area-whatsapp = WhatsApp
access-none = Sem acesso
access-read = Ler
access-write = Ler e alterar

# Merchants, for operators
merchants-lead = Quem vende aqui e quem espera aprovação.
merchants-none = Nenhum comerciante
merchants-none-text = Experimente outro nome ou outro estado.
merchant-name = Nome
merchant-state = Estado
merchant-since = Criado em
merchant-people = Pessoas na equipa
merchant-why = Motivo da suspensão
merchant-find = Procurar
merchant-decide = Decidir
merchant-reason = Motivo
merchant-reason-hint = Fica no registo. Numa suspensão, a equipa do comerciante lê-o.
merchant-approve = Aprovar
merchant-refuse = Recusar
merchant-suspend = Suspender
merchant-reinstate = Restabelecer
merchant-record = Decisões
merchant-record-none = Ainda nada foi decidido
merchant-when = Quando
merchant-operator = Operador
tenant-any = Todos
tenant-pending = À espera
tenant-active = Ativo
tenant-suspended = Suspenso
shop-pending = { $shop } aguarda aprovação
shop-pending-text = Prepare já a sua loja: será mostrada assim que a plataforma a aprovar.
shop-suspended = { $shop } está suspenso
shop-suspended-text = Motivo: { $reason }. Os clientes não veem a loja; os seus dados são guardados. Escreva à plataforma para falar disso.

# Consents
consents-lead = Escolha quem lhe pode escrever e para quê. Pode mudar de ideias a qualquer momento.
consents-note = O que não está marcado não é enviado.
consents-agreed = Disse que sim a:
consent-shop = Loja
consent-choose = Escolher
consent-platform = Souk, a plataforma
consent-order-whatsapp = Encomendas por WhatsApp
consent-marketing-whatsapp = Ofertas por WhatsApp
consent-marketing-email = Ofertas por e-mail
consent-order-whatsapp-text = Quero receber por WhatsApp notícias das minhas encomendas.
consent-marketing-whatsapp-text = Quero receber ofertas por WhatsApp.
consent-marketing-email-text = Quero receber ofertas por e-mail.
consent-phone = Número de WhatsApp
consent-phone-hint = Com o indicativo do país, por exemplo +351 912 345 678.
opt-ins-lead = Os clientes que aceitaram as suas mensagens, com a prova de cada acordo.
opt-ins-note = Exporte a lista mesmo antes de escrever: quem mudou de ideias já não está.
consents-export = Exportar (CSV)

# Taking back what was agreed to at a checkout
opt-out-title = Ofertas de { $store }
opt-out-lead = Ao encomendar, aceitou:
opt-out-submit = Parar tudo
opt-out-done = Feito. A loja só lhe escreverá sobre as suas encomendas.
opt-out-none = Não tem nenhum acordo com esta loja.
opt-out-home = Ir para o início

# Erasure
privacy-lead = Os seus dados são seus.
data-title = Os meus dados
data-note = Tudo o que a plataforma guarda sobre si, num ficheiro.
data-take = Descarregar
erase-title = Apagar a minha conta
erase-note = Tem { $days } dias para mudar de ideias. Depois é definitivo.
erase-gone = São apagados: o seu nome, moradas, números, cestos, dispositivos e acessos.
erase-stays = Ficam, sem o seu nome: os valores das encomendas, que a lei exige, e a prova dos seus acordos.
erase-ask = Apagar a minha conta
erase-waits = A sua conta será apagada em
erase-waits-note = Até lá tudo funciona como antes.
erase-undo = Manter a minha conta
erase-undone = A sua conta fica.
erasures-lead = Quem pediu para ser apagado e que módulos responderam.
erasures-none = Nenhum pedido
erasures-none-text = Os pedidos feitos nas contas aparecem aqui.
erasure-who = Pessoa
erasure-asked = Pedido em
erasure-answers = Respostas (linhas)
erasure-when = Prazo ou fim
erasure-requested = Pedido
erasure-undone = Anulado
erasure-running = Em curso
erasure-done = Concluído

# The demo mailbox
mailbox-title = Caixa de correio de demonstração
mailbox-open = Abrir a caixa de demonstração
mailbox-note = Aqui não há servidor de correio: as mensagens chegam a esta caixa.
mailbox-demo = Demonstração
mailbox-demo-text = Nenhum e-mail é enviado de verdade. Qualquer pessoa pode ler esta página; desaparece quando se define um servidor de correio.
mailbox-empty = Nenhuma mensagem
mailbox-empty-text = Crie uma conta: a mensagem de confirmação chega aqui.
mail-subject = Assunto
mail-to = Para
mail-at = Recebido

# Mails
mail-signature = Souk
mail-verify-subject = Confirme o seu endereço
mail-verify-text =
    Boas-vindas ao Souk!

    Confirme o seu endereço com esta ligação, válida { $hours } horas:
    { $link }

    Não criou uma conta? Não faça nada.
mail-known-subject = Já tem uma conta
mail-known-text =
    Alguém, talvez você, tentou criar uma conta com este endereço. Já existe: inicie sessão aqui.
    { $link }

    Não foi você? Não faça nada.
mail-reset-subject = A sua nova palavra-passe
mail-reset-text =
    Escolha uma nova palavra-passe com esta ligação. Serve uma vez, durante { $minutes } minutos:
    { $link }

    Não pediu nada? Não faça nada, a palavra-passe não muda.
mail-changed-subject = A sua palavra-passe mudou
mail-changed-text =
    A palavra-passe da sua conta acaba de mudar e os seus outros dispositivos foram desligados.

    Não foi você? Escolha outra já:
    { $link }
mail-stolen-subject = Uma das suas sessões foi terminada
mail-stolen-text =
    Uma chave de sessão já usada voltou: alguém pode tê-la copiado. Por prudência terminámos essa sessão.

    Verifique os seus dispositivos e, em caso de dúvida, mude a palavra-passe:
    { $link }
mail-factor-subject = O código ao entrar foi desativado
mail-factor-text =
    A sua conta já não pede um código ao entrar.

    Não foi você? Escolha já uma nova senha:
    { $link }
mail-passkey-added-subject = Foi adicionada uma chave de acesso
mail-passkey-added-text =
    A chave de acesso «{ $name }» permite, a partir de agora, entrar na sua conta.

    Não foi você? Remova-a e escolha já uma nova senha:
    { $link }
mail-passkey-removed-subject = Foi removida uma chave de acesso
mail-passkey-removed-text =
    A chave de acesso «{ $name }» já não permite entrar na sua conta.

    Não foi você? Verifique já a segurança da sua conta:
    { $link }
mail-passkey-copied-subject = Foi recusada uma chave de acesso
mail-passkey-copied-text =
    A chave de acesso «{ $name }» foi recusada: pode haver uma cópia dela.

    Por segurança, remova-a e adicione uma nova:
    { $link }
mail-erasure-subject = A sua conta será apagada
mail-erasure-text =
    Pediu que a sua conta fosse apagada. Acontece dentro de { $days } dias.

    Mudou de ideias ou não foi você? Mantenha a sua conta aqui:
    { $link }
mail-invitation-subject = { $shop } convida-o
mail-invitation-text =
    { $shop } convida-o para a equipa no Souk: { $role }.

    Responda com esta ligação, válida { $days } dias:
    { $link }

# Problems
problem-credentials-wrong = O endereço ou a palavra-passe não está certa
problem-login-throttled = Demasiadas tentativas
    .detail = Tente dentro de { $minutes } min ou escolha outra palavra-passe.
problem-email-unverified = Confirme primeiro o seu endereço
    .detail = Abra a ligação que lhe enviámos.
problem-passkey-refused = Esta chave de acesso não foi aceite
    .detail = Tente outra ou use a sua senha.
problem-passkey-known = Esta chave de acesso já está na sua lista
problem-challenge-over = Passou demasiado tempo
    .detail = Tente de novo.
problem-second-factor-required = É preciso um código
    .detail = Envie também o código da sua aplicação ou um de recuperação.
problem-second-factor-on = O código ao entrar já está ativado
problem-ticket-over = Passou demasiado tempo
    .detail = Digite de novo a sua senha.
problem-erasure-open = A eliminação já foi pedida
problem-session-unknown = A sua sessão terminou
problem-refresh-refused = A sua sessão terminou
    .detail = Inicie sessão novamente.
problem-link-spent = Esta ligação já não funciona
    .detail = Já foi usada ou é demasiado antiga.
problem-invitation-spent = Este convite já não funciona
    .detail = Já foi usado, retirado ou é demasiado antigo. Peça outro.
problem-invitation-other-email = Este convite é para outro endereço
problem-team-full = De momento não há lugar nesta equipa
    .detail = Fale com quem o convidou; o convite continua válido.
problem-invitation-over = Este convite já não está pendente
problem-member-changed = Este membro acabou de ser alterado
    .detail = Recarregue a página.
problem-last-owner = Tem de ficar um proprietário
    .detail = Nomeie primeiro outro proprietário.
problem-tenant-status = Já é assim
problem-slug-taken = Este endereço web já está ocupado
problem-sign-in-busy = Muita gente está a iniciar sessão
    .detail = Tente dentro de um momento.

# Fields
field-code-wrong = Este código não está certo ou já foi usado
field-passkey-wrong = Esta chave de acesso não foi aceite
field-passkey-unreadable = Não é possível ler a resposta do dispositivo
field-days-range = De 1 a 366 dias
field-phone-wrong = Escreva o número com o indicativo do país, por exemplo +351912345678
field-password-short = Pelo menos 10 caracteres
field-password-long = No máximo 128 caracteres
field-password-contains-email = A palavra-passe não deve conter o seu endereço
field-password-common = Fácil de adivinhar: use uma frase curta
field-password-wrong = Esta não é a sua palavra-passe atual
field-slug-wrong = 3 a 60 letras minúsculas sem acento, algarismos ou hífenes
field-country-wrong = Código do país com duas letras, por exemplo PT
field-currency-wrong = Código da moeda com três letras, por exemplo EUR
field-timezone-wrong = Nome de um fuso horário, por exemplo Europe/Lisbon

# Countries
country-fr = França
country-be = Bélgica
country-ch = Suíça
country-lu = Luxemburgo
country-ca = Canadá
country-ma = Marrocos
country-dz = Argélia
country-tn = Tunísia
country-sn = Senegal
country-ci = Costa do Marfim
country-cm = Camarões
country-eg = Egito
country-ae = Emirados Árabes Unidos
country-sa = Arábia Saudita
country-es = Espanha
country-mx = México
country-pt = Portugal
country-br = Brasil
country-gb = Reino Unido
country-ie = Irlanda
country-us = Estados Unidos
country-de = Alemanha
country-it = Itália
country-nl = Países Baixos

# Operators look at what others see, and step in
nav-impersonations = Ver como
look-lead = Veja o que um comerciante ou um cliente vê, para o ajudar. Nada pode ser alterado.
look-merchant = Ver como este comerciante
look-customer = Ver como um cliente
look-note = Durante 15 minutos, só para ver. Os proprietários ou a pessoa são avisados por e-mail, com o motivo.
look-begin = Começar
look-reason-hint = Os interessados leem-no.
look-tenant = Comerciante
look-person = E-mail ou identificador
look-person-hint = O endereço de uma conta, ou usr_…
look-whose = Visto
look-ended = Fim
look-open = em curso
look-record = O que foi visto
look-none = Nada ainda
look-none-text = Cada consulta ficará aqui, com o seu motivo.
look-told = Cada início e cada fim ficam anotados nas ações dos operadores.
field-person-unknown = Ninguém tem este endereço
field-person-operator = É um operador da plataforma
field-one-of-two = Escolha um comerciante ou uma pessoa, não ambos
problem-browser-needed = Inicie sessão num navegador
problem-impersonation-open = Já está a ver outra vista
mail-looked-at-subject = A plataforma está a ver o seu espaço
mail-looked-at-text =
    Um operador da plataforma vê durante { $minutes } minutos o que você vê, sem poder alterar nada.

    Motivo: { $reason }

    Alguma pergunta? Escreva à plataforma.
mail-stock-subject = Está a acabar: { $first }
mail-stock-text =
    Estes produtos desceram até ao limite que definiu:
    { $list }

    Reponha o stock ou altere os limites:
    { $link }
mail-intervened-subject = A plataforma interveio na encomenda { $number }
mail-intervened-text =
    A plataforma interveio na encomenda { $number }. O que foi feito e porquê:
    { $link }

# Plans
nav-plan = Plano
plan-lead = O seu plano: { $plan }.
plan-free = Gratuito
plan-pro = Pro
plan-unlimited = Sem limite
plan-use = Utilização
plan-what = Elemento
plan-used = Usado
plan-limit = Limite
plan-no-limit = sem limite
plan-full = completo
plan-more = Precisa de mais? Escreva à plataforma.
plan-without = Este plano não inclui: { $modules }
plan-give = Dar este plano
plan-record = Mudanças de plano
problem-quota-reached = O seu plano permite { $limit } no máximo
    .detail = Liberte um lugar ou peça outro plano à plataforma.
problem-plan-unchanged = Já tem este plano
problem-plan-changed-meanwhile = O plano mudou entretanto
