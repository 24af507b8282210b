# Navigation
nav-stores = Puntos de venta
nav-team = Equipo
nav-profile = Perfil
nav-sessions = Dispositivos
nav-security = Seguridad
nav-keys = Claves de API
nav-merchants = Comerciantes
nav-consents = Mensajes
nav-opt-ins = Consentimientos
nav-privacy = Privacidad
nav-erasures = Supresiones

# Common words
email = Correo electrónico
password = Contraseña
password-new = Nueva contraseña
password-current = Contraseña actual
password-hint = Al menos 10 caracteres. Una frase corta funciona bien.
password-change = Cambiar la contraseña
password-changed = Contraseña cambiada. Tus otros dispositivos se han desconectado.
display-name = Tu nombre
language = Idioma
country = País
currency = Moneda
currency-hint = No se puede cambiar después.
city = Ciudad
timezone = Zona horaria
save = Guardar
saved = Guardado
cancel = Cancelar
actions = Acciones
sign-out = Cerrar sesión
go-home = Ir al inicio
form-wrong = Revisa estos puntos

# Signing in
login-title = Iniciar sesión
login-submit = Iniciar sesión
login-forgot = ¿Has olvidado tu contraseña?
login-new = ¿Aún no tienes cuenta?
login-verified = Correo confirmado. Ya puedes iniciar sesión.
login-reset = Contraseña cambiada. Inicia sesión con la nueva.

# Signing up
signup-title = Crear una cuenta
signup-lead = Una cuenta para comprar y para vender.
signup-submit = Crear mi cuenta
signup-known = ¿Ya tienes cuenta?
signup-sent-title = Revisa tu correo
signup-sent-lead = Te hemos enviado un enlace para confirmar tu correo.
signup-sent-none = ¿No ha llegado? Mira en el correo no deseado o pide otro enlace.
verify-title = Confirma tu correo
verify-lead = Un clic y listo.
verify-submit = Confirmar mi correo
verify-again = Enviar otro enlace
verify-spent = Si ya lo confirmaste, inicia sesión. Si no, pide otro enlace.

# A forgotten password
forgot-title = Contraseña olvidada
forgot-lead = Te enviaremos un enlace para elegir otra.
forgot-submit = Enviar el enlace
forgot-sent-title = Revisa tu correo
forgot-sent-lead = Si hay una cuenta con ese correo, el enlace está en camino. Sirve una vez, durante 30 minutos.
reset-title = Nueva contraseña
reset-lead = Se cerrará la sesión en todos tus dispositivos.
reset-submit = Guardar la contraseña
reset-again = Pedir otro enlace

# Profile and devices
profile-person = Tú
profile-password = Contraseña
sessions-lead = Los dispositivos donde tienes sesión. Cierra los que no reconozcas.
session-device = Dispositivo
session-seen = Última actividad
session-state = Estado
session-current = Este dispositivo
session-end = Cerrar sesión
session-end-others = Cerrar todas las demás
session-browser = navegador
session-api = aplicación
device-unknown = Dispositivo desconocido

# Second factor and confirmation
security-lead = Lo que protege su cuenta además de la contraseña.
login-again = Empezar de nuevo
factor-title = Código al entrar
factor-lead = Abra su aplicación de códigos y escriba los seis dígitos.
factor-note = Tras la contraseña, su teléfono da un código que cambia cada 30 segundos.
factor-code = Código
factor-code-hint = Seis dígitos o un código de recuperación.
factor-on = Activado
factor-off = Desactivado
factor-codes-left = Códigos de recuperación restantes: { $count }
factor-begin = Activar
factor-remove = Desactivar
factor-removed = Ya no se pide el código.
factor-setup = Conectar su teléfono
factor-setup-note = Lea la imagen con una aplicación de códigos, por ejemplo Aegis, FreeOTP o Google Authenticator.
factor-picture = Imagen para la aplicación de códigos
factor-key = Sin cámara, escriba esta clave:
factor-first = El código que la aplicación muestra ahora.
factor-finish = Comprobar y activar
factor-codes = Códigos de recuperación
factor-codes-note = Cada uno sustituye una vez al teléfono. Anótelos ahora: no se mostrarán más.
factor-codes-kept = Los he anotado
confirm-title = ¿Es usted?
confirm-lead = Lo que va a hacer es importante: confírmelo con su contraseña.
confirm-submit = Confirmar

# Passkeys
passkeys-title = Llaves de acceso
passkeys-note = Entre con su huella, su rostro o el código de su dispositivo: sin contraseña ni código que escribir.
passkey-name = Nombre
passkey-name-hint = El dispositivo que la guarda, por ejemplo «Mi teléfono».
passkey-add = Añadir una llave de acceso
passkey-added = Llave de acceso añadida. Desde ahora puede entrar con ella.
passkey-remove = Quitar
passkey-removed = Llave de acceso quitada. Bórrela también en su dispositivo.
passkey-used = Último uso
passkey-unused = Nunca usada
passkey-sign-in = Entrar con una llave de acceso
passkey-confirm = Confirmar con una llave de acceso
passkey-failed = No ha funcionado. Inténtelo de nuevo o use su contraseña.
passkey-script = Las llaves de acceso necesitan JavaScript: actívelo en su navegador.

# Onboarding and stores
onboarding-title = Abre tu tienda
onboarding-lead = Tres respuestas y añades tu primer producto.
onboarding-submit = Abrir mi tienda
onboarding-shop = Solo quiero comprar
shop-name = Nombre de la tienda
stores-lead = Cada punto de venta tiene su dirección web, su moneda y su escaparate.
store-address = Dirección web
store-new = Un punto de venta más
store-add = Añadir el punto de venta
slug-hint = Letras minúsculas sin acento, cifras y guiones. Los enlaces antiguos dejarán de funcionar.

# All shops of a person
shops-title = Todas mis tiendas
shops-lead = Lo que ocurre hoy en cada una y lo que le espera.
shops-none = Ninguna tienda
shops-none-text = Abra una tienda o acepte una invitación: aparecerá aquí.
shops-open = Ir allí
shops-more = Más tiendas

# Team
team-lead = Quién trabaja aquí y qué puede hacer cada cual.
members = Miembros
member = Miembro
member-state = Estado
member-active = Activo
member-suspended = Suspendido
member-suspend = Suspender
member-activate = Reactivar
member-remove = Quitar
member-leave = Dejar el equipo
role = Rol
role-owner = Propietario
role-manager = Gerente
role-seller = Vendedor
role-agent = Agente
invite = Invitar
invite-title = Invitar a alguien
invite-note = La persona recibe un enlace por correo, válido siete días.
invitations = Invitaciones pendientes
invitations-none = Ninguna invitación pendiente
invitations-none-text = Las invitaciones quedan aquí hasta que se respondan.
invitation-until = Válida hasta
invitation-revoke = Retirar
invitation-title = Una invitación para ti
invitation-lead = { $shop } te invita a su equipo: { $role }.
invitation-accept = Aceptar la invitación
invitation-other-title = Esta invitación es para otro correo
invitation-other = Inicia sesión con { $email } para aceptarla.

# Keys of programs
keys-lead = Para sus programas: caja, contabilidad, sitio web. Una clave solo abre lo que usted elige.
keys-none = Ninguna clave
keys-none-text = Cree una para cada programa y retírela cuando ya no se use.
key-name = Nombre
key-name-hint = El programa que la usa, por ejemplo «Caja».
key-access = Acceso
key-used = Último uso
key-unused = Nunca
key-until = Válida hasta
key-life = Duración
key-for-ever = Sin límite
key-days = { $days } días
key-new = Nueva clave
key-new-note = La clave actúa en su nombre en esta tienda. Si deja el equipo, deja de funcionar.
key-make = Crear la clave
key-made = Clave creada
key-made-note = Cópiela ahora: no se mostrará más.
key-revoke = Retirar
area-catalog = Catálogo
area-orders = Pedidos
area-payments = Pagos
area-reservations = Live
area-whatsapp = WhatsApp
access-none = Sin acceso
access-read = Leer
access-write = Leer y modificar

# Merchants, for operators
merchants-lead = Quién vende aquí y quién espera ser admitido.
merchants-none = Ningún comerciante
merchants-none-text = Pruebe otro nombre u otro estado.
merchant-name = Nombre
merchant-state = Estado
merchant-since = Creado el
merchant-people = Personas en el equipo
merchant-why = Motivo de la suspensión
merchant-find = Buscar
merchant-decide = Decidir
merchant-reason = Motivo
merchant-reason-hint = Queda en el registro. En una suspensión, el equipo del comerciante lo lee.
merchant-approve = Admitir
merchant-refuse = Rechazar
merchant-suspend = Suspender
merchant-reinstate = Restablecer
merchant-record = Decisiones
merchant-record-none = Todavía no se ha decidido nada
merchant-when = Cuándo
merchant-operator = Operador
tenant-any = Todos
tenant-pending = En espera
tenant-active = Activo
tenant-suspended = Suspendido
shop-pending = { $shop } espera ser admitido
shop-pending-text = Prepare ya su tienda: se mostrará en cuanto la plataforma la admita.
shop-suspended = { $shop } está suspendido
shop-suspended-text = Motivo: { $reason }. Los clientes no ven la tienda; sus datos se conservan. Escriba a la plataforma para hablarlo.

# Consents
consents-lead = Elija quién puede escribirle y para qué. Puede cambiar de opinión en cualquier momento.
consents-note = Lo que no está marcado no se envía.
consents-agreed = Ha dicho que sí a:
consent-shop = Tienda
consent-choose = Elegir
consent-platform = Souk, la plataforma
consent-order-whatsapp = Pedidos por WhatsApp
consent-marketing-whatsapp = Ofertas por WhatsApp
consent-marketing-email = Ofertas por correo
consent-order-whatsapp-text = Quiero recibir por WhatsApp noticias de mis pedidos.
consent-marketing-whatsapp-text = Quiero recibir ofertas por WhatsApp.
consent-marketing-email-text = Quiero recibir ofertas por correo electrónico.
consent-phone = Número de WhatsApp
consent-phone-hint = Con el prefijo del país, por ejemplo +34 612 34 56 78.
opt-ins-lead = Los clientes que aceptaron sus mensajes, con la prueba de cada acuerdo.
opt-ins-note = Exporte la lista justo antes de escribir: quien cambió de opinión ya no está.
consents-export = Exportar (CSV)

# Taking back what was agreed to at a checkout
opt-out-title = Ofertas de { $store }
opt-out-lead = Al hacer su pedido aceptó:
opt-out-submit = Detener todo
opt-out-done = Hecho. La tienda solo le escribirá sobre sus pedidos.
opt-out-none = No tiene ningún acuerdo con esta tienda.
opt-out-home = Ir al inicio

# Erasure
privacy-lead = Sus datos son suyos.
data-title = Mis datos
data-note = Todo lo que la plataforma guarda de usted, en un archivo.
data-take = Descargar
erase-title = Borrar mi cuenta
erase-note = Tiene { $days } días para cambiar de opinión. Después es definitivo.
erase-gone = Se borran: su nombre, direcciones, números, cestas, dispositivos y accesos.
erase-stays = Quedan, sin su nombre: los importes de los pedidos, que exige la ley, y la prueba de sus acuerdos.
erase-ask = Borrar mi cuenta
erase-waits = Su cuenta se borrará el
erase-waits-note = Hasta entonces todo funciona como antes.
erase-undo = Conservar mi cuenta
erase-undone = Su cuenta se queda.
erasures-lead = Quién pidió ser borrado y qué módulos han respondido.
erasures-none = Ninguna solicitud
erasures-none-text = Aquí aparecen las solicitudes hechas en las cuentas.
erasure-who = Persona
erasure-asked = Solicitado el
erasure-answers = Respuestas (filas)
erasure-when = Vencimiento o fin
erasure-requested = Solicitado
erasure-undone = Anulado
erasure-running = En curso
erasure-done = Terminado

# The demo mailbox
mailbox-title = Buzón de demostración
mailbox-open = Abrir el buzón de demostración
mailbox-note = Aquí no hay servidor de correo: los mensajes llegan a este buzón.
mailbox-demo = Demostración
mailbox-demo-text = Ningún correo se envía de verdad. Cualquiera puede leer esta página; desaparece al configurar un servidor de correo.
mailbox-empty = Ningún mensaje
mailbox-empty-text = Crea una cuenta: el mensaje de confirmación llega aquí.
mail-subject = Asunto
mail-to = Para
mail-at = Recibido

# Mails
mail-signature = Souk
mail-verify-subject = Confirma tu correo
mail-verify-text =
    ¡Te damos la bienvenida a Souk!

    Confirma tu correo con este enlace, válido { $hours } horas:
    { $link }

    ¿No has creado una cuenta? No hagas nada.
mail-known-subject = Ya tienes una cuenta
mail-known-text =
    Alguien, quizá tú, ha querido crear una cuenta con este correo. Ya existe: inicia sesión aquí.
    { $link }

    ¿No has sido tú? No hagas nada.
mail-reset-subject = Tu nueva contraseña
mail-reset-text =
    Elige una nueva contraseña con este enlace. Sirve una vez, durante { $minutes } minutos:
    { $link }

    ¿No lo has pedido? No hagas nada, tu contraseña no cambia.
mail-changed-subject = Tu contraseña ha cambiado
mail-changed-text =
    La contraseña de tu cuenta acaba de cambiar y tus otros dispositivos se han desconectado.

    ¿No has sido tú? Elige otra enseguida:
    { $link }
mail-stolen-subject = Se ha cerrado una de tus sesiones
mail-stolen-text =
    Ha vuelto una clave de sesión ya usada: alguien puede haberla copiado. Por prudencia hemos cerrado esa sesión.

    Revisa tus dispositivos y, si dudas, cambia la contraseña:
    { $link }
mail-factor-subject = Se ha desactivado el código al entrar
mail-factor-text =
    Su cuenta ya no pide un código al entrar.

    ¿No ha sido usted? Elija enseguida una nueva contraseña:
    { $link }
mail-passkey-added-subject = Se ha añadido una llave de acceso
mail-passkey-added-text =
    La llave de acceso «{ $name }» permite desde ahora entrar en su cuenta.

    ¿No ha sido usted? Quítela y elija enseguida una nueva contraseña:
    { $link }
mail-passkey-removed-subject = Se ha quitado una llave de acceso
mail-passkey-removed-text =
    La llave de acceso «{ $name }» ya no permite entrar en su cuenta.

    ¿No ha sido usted? Revise enseguida la seguridad de su cuenta:
    { $link }
mail-passkey-copied-subject = Se ha rechazado una llave de acceso
mail-passkey-copied-text =
    La llave de acceso «{ $name }» se ha rechazado: puede que exista una copia.

    Por seguridad, quítela y añada una nueva:
    { $link }
mail-erasure-subject = Su cuenta se borrará
mail-erasure-text =
    Ha pedido que se borre su cuenta. Ocurrirá en { $days } días.

    ¿Ha cambiado de opinión o no ha sido usted? Conserve su cuenta aquí:
    { $link }
mail-invitation-subject = { $shop } te invita
mail-invitation-text =
    { $shop } te invita a su equipo en Souk: { $role }.

    Responde con este enlace, válido { $days } días:
    { $link }

# Problems
problem-credentials-wrong = El correo o la contraseña no es correcta
problem-login-throttled = Demasiados intentos
    .detail = Prueba dentro de { $minutes } min o elige otra contraseña.
problem-email-unverified = Confirma primero tu correo
    .detail = Abre el enlace que te enviamos.
problem-passkey-refused = Esta llave de acceso no se ha aceptado
    .detail = Pruebe con otra o use su contraseña.
problem-passkey-known = Esta llave de acceso ya está en su lista
problem-challenge-over = Ha pasado demasiado tiempo
    .detail = Inténtelo de nuevo.
problem-second-factor-required = Se necesita un código
    .detail = Envíe también el código de su aplicación o uno de recuperación.
problem-second-factor-on = El código al entrar ya está activado
problem-ticket-over = Ha pasado demasiado tiempo
    .detail = Escriba de nuevo su contraseña.
problem-erasure-open = El borrado ya está solicitado
problem-session-unknown = Tu sesión ha terminado
problem-refresh-refused = Tu sesión ha terminado
    .detail = Inicia sesión de nuevo.
problem-link-spent = Este enlace ya no funciona
    .detail = Ya se usó o es demasiado antiguo.
problem-invitation-spent = Esta invitación ya no funciona
    .detail = Ya se usó, se retiró o es demasiado antigua. Pide otra.
problem-invitation-other-email = Esta invitación es para otro correo
problem-team-full = No hay sitio en este equipo por ahora
    .detail = Hable con quien le invitó; la invitación sigue siendo válida.
problem-invitation-over = Esta invitación ya no está pendiente
problem-member-changed = Este miembro acaba de modificarse
    .detail = Recarga la página.
problem-last-owner = Tiene que quedar un propietario
    .detail = Nombra antes a otro propietario.
problem-tenant-status = Ya es así
problem-slug-taken = Esta dirección web ya está ocupada
problem-sign-in-busy = Mucha gente está iniciando sesión
    .detail = Prueba dentro de un momento.

# Fields
field-code-wrong = Este código no es correcto o ya se usó
field-passkey-wrong = Esta llave de acceso no se ha aceptado
field-passkey-unreadable = La respuesta del dispositivo no se puede leer
field-days-range = De 1 a 366 días
field-phone-wrong = Escriba el número con el prefijo del país, por ejemplo +34612345678
field-password-short = Al menos 10 caracteres
field-password-long = 128 caracteres como máximo
field-password-contains-email = La contraseña no debe contener tu correo
field-password-common = Demasiado fácil de adivinar: usa una frase corta
field-password-wrong = Esta no es tu contraseña actual
field-slug-wrong = De 3 a 60 letras minúsculas sin acento, cifras o guiones
field-country-wrong = Código del país de dos letras, por ejemplo ES
field-currency-wrong = Código de la moneda de tres letras, por ejemplo EUR
field-timezone-wrong = Nombre de una zona horaria, por ejemplo Europe/Madrid

# Countries
country-fr = Francia
country-be = Bélgica
country-ch = Suiza
country-lu = Luxemburgo
country-ca = Canadá
country-ma = Marruecos
country-dz = Argelia
country-tn = Túnez
country-sn = Senegal
country-ci = Costa de Marfil
country-cm = Camerún
country-eg = Egipto
country-ae = Emiratos Árabes Unidos
country-sa = Arabia Saudí
country-es = España
country-mx = México
country-pt = Portugal
country-br = Brasil
country-gb = Reino Unido
country-ie = Irlanda
country-us = Estados Unidos
country-de = Alemania
country-it = Italia
country-nl = Países Bajos

# Operators look at what others see, and step in
nav-impersonations = Ver como
look-lead = Vea lo que ve un comerciante o un cliente, para ayudarle. No se puede cambiar nada.
look-merchant = Ver como este comerciante
look-customer = Ver como un cliente
look-note = Durante 15 minutos, solo para mirar. Se avisa por correo a los propietarios o a la persona, con el motivo.
look-begin = Empezar
look-reason-hint = Lo leen los interesados.
look-tenant = Comerciante
look-person = Correo o identificador
look-person-hint = La dirección de una cuenta, o usr_…
look-whose = Visto
look-ended = Fin
look-open = en curso
look-record = Lo que se vio
look-none = Nada todavía
look-none-text = Cada consulta quedará aquí, con su motivo.
look-told = Cada inicio y cada fin se anotan en las acciones de los operadores.
field-person-unknown = Nadie tiene esta dirección
field-person-operator = Es un operador de la plataforma
field-one-of-two = Elija un comerciante o una persona, no ambos
problem-browser-needed = Inicie sesión en un navegador
problem-impersonation-open = Ya está viendo otra vista
mail-looked-at-subject = La plataforma consulta su espacio
mail-looked-at-text =
    Un operador de la plataforma ve durante { $minutes } minutos lo que usted ve, sin poder cambiar nada.

    Motivo: { $reason }

    ¿Alguna pregunta? Escriba a la plataforma.
mail-stock-subject = Se está agotando: { $first }
mail-stock-text =
    Estos productos han bajado al umbral que fijaste:
    { $list }

    Repón existencias o cambia los umbrales:
    { $link }
mail-intervened-subject = La plataforma intervino en el pedido { $number }
mail-intervened-text =
    La plataforma intervino en el pedido { $number }. Qué se hizo y por qué:
    { $link }

# Plans
nav-plan = Plan
plan-lead = Su plan: { $plan }.
plan-free = Gratuito
plan-pro = Pro
plan-unlimited = Sin límite
plan-use = Uso
plan-what = Elemento
plan-used = Usado
plan-limit = Límite
plan-no-limit = sin límite
plan-full = completo
plan-more = ¿Necesita más? Escriba a la plataforma.
plan-without = Este plan no incluye: { $modules }
plan-give = Dar este plan
plan-record = Cambios de plan
problem-quota-reached = Su plan permite { $limit } como máximo
    .detail = Libere un lugar o pida otro plan a la plataforma.
problem-plan-unchanged = Ya tiene este plan
problem-plan-changed-meanwhile = El plan cambió mientras tanto
