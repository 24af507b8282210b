# What the storefront says.
nav-home = Inicio
nav-search = Buscar
nav-account = Cuenta
nav-overview = Resumen
nav-dashboard = Inicio
nav-ops = Inicio

# Home
home-title = El zoco de tu barrio, en tu móvil
home-lead = Descubre qué venden las tiendas de tu zona, pide en dos minutos y recógelo cuando esté listo.
search-placeholder = Un producto, una tienda…
fact-local = Tiendas de aquí
fact-pickup = Listo cuando llegas
how-title = Cómo funciona
how-find = Busca
    .text = Un producto o una tienda: ves al momento el precio y lo que queda.
how-order = Pide
    .text = Sin crear cuenta si lo prefieres. La tienda confirma y lo ves enseguida.
how-collect = Recoge
    .text = Sigue la preparación en directo y paga en la tienda.
call-title = ¿Tienes una tienda?
call-text = Abre tu tienda en Souk: importa tu catálogo y recibe hoy tu primer pedido.
call-go = Abrir mi tienda

# For merchants
landing-title = Tu tienda en línea, lista antes de cerrar
landing-lead = Importa tu catálogo, elige qué vendes y recibe los pedidos en un tablero que todo el equipo sigue en directo.
landing-start = Abrir mi tienda
sign-in = Iniciar sesión
sign-up = Crear una cuenta
gains-title = Lo que Souk hace por ti
gain-import = Tu catálogo, importado
    .text = Un CSV de Shopify o el nuestro: las líneas buenas entran, las malas se nombran con su motivo.
gain-orders = Pedidos en directo
    .text = Aceptar, preparar, entregar: un toque por paso, y el cliente lo sigue desde casa.
gain-stock = Nunca vendido dos veces
    .text = El stock se reserva al pedir: dos clientes no se llevan la misma pieza.
gain-team = Todo el equipo, cada uno en su papel
    .text = Propietario, encargado, vendedor, preparador: cada uno ve y hace lo suyo.
gain-languages = Cinco idiomas
    .text = Francés, inglés, español, portugués, árabe: tus clientes leen en el suyo.
gain-yours = Tus datos siguen siendo tuyos
    .text = Cada tienda está aislada de las demás y los datos de tus clientes van cifrados.
start-title = En tres pasos
start-account = Crea tu cuenta
    .text = Tu nombre, tu correo y el nombre de la tienda.
start-import = Añade tus productos
    .text = Uno a uno con una foto, o todo el catálogo de golpe.
start-publish = Publica
    .text = La tienda está en línea; los pedidos llegan a tu tablero.
landing-end = ¿Listo para abrir?
landing-end-text = Hacen falta diez minutos y una foto de tu primer producto.

# Search
search-all = Todos los productos
search-for = Resultados de «{ $q }»
sold-out = Agotado
price-from = desde { $price }
price-before = Precio más bajo de los 30 días anteriores:
narrow = Filtrar
search-none = No hay resultados
search-none-text = Ningún producto coincide por ahora.
filters = Filtros
filters-clear = Quitar todos los filtros
filter-category = Categoría
filter-kind = Tipo
kind-goods = Artículos
kind-bundle = Lotes
kind-service = Servicios con cita
kind-plan = Suscripciones
filter-store = Tienda
filter-price = Precio
filter-stock = Disponibilidad
filter-in-stock = Disponible ahora
price-below = Menos de { $max }
price-between = De { $min } a { $max }
price-above = { $min } y más
sort = Ordenar por
sort-relevance = Relevancia
sort-price-asc = Precio más bajo
sort-price-desc = Precio más alto
sort-newest = Novedades
results-count = { $n ->
        [one] { $n } producto
       *[other] { $n } productos
    }
search-corrected = Nada coincide exactamente con «{ $q }».
did-you-mean = Quizá quiso decir:
search-each-word = Pruebe una palabra cada vez
search-ways = Eche un vistazo
search-everywhere = Buscar en todo
search-browse = Ver todos los productos
tip-spelling = Revisa la ortografía
tip-general = Prueba una palabra más general
tip-fewer = Prueba con menos palabras
search-down = La búsqueda no responde por ahora
search-down-text = Tu carrito y tus pedidos no se ven afectados. Inténtalo en un momento.
search-odd = Esta búsqueda no se ha entendido
try-again = Reintentar

# Account, dashboard and ops homes
account-title = Mi cuenta
account-lead = Tus pedidos y tus ajustes en un solo lugar.
account-guest-lead = Los pedidos hechos desde este dispositivo están aquí, incluso sin cuenta.
invite-title = Encuéntralo todo, en todas partes
invite-text = Inicia sesión para conservar tus pedidos en todos tus dispositivos. Tu carrito te acompaña.
account-shop = Mi tienda
    .text = El panel de tu tienda, o abrir una nueva
dashboard-title = Hoy
no-shop = Aún no tienes tienda
no-shop-text = Abre la tuya o pide una invitación al equipo al que te unes.
open-shop = Abrir mi tienda
see-landing = Ver lo que ofrece Souk
steps-title = Primeros pasos
steps-note = De la tienda vacía al primer pedido.
step-product = Añadir un producto
    .text = Un título, un precio, una foto
step-import = Importar un catálogo
    .text = Un archivo CSV, de Shopify o de otro sitio
step-store = Completar la tienda
    .text = Presentación, dirección, publicación
step-team = Invitar al equipo
    .text = Cada uno con su papel
ops-title = Plataforma
ops-lead = Lo que está en rojo, lo que cambió, lo que espera.

# Offline
offline-title = Estás sin conexión
offline-text = Esta página se abrirá en cuanto vuelva la red. No se pierde nada de lo que has pedido.

# Footer
footer-merchants = Vender en Souk

# Legal pages: adapt these texts to your installation and have them checked
legal = Información legal
legal-documents = Documentos
legal-terms = Condiciones de uso
legal-privacy = Privacidad
legal-imprint = Aviso legal
imprint-name = Titular
imprint-address = Dirección
imprint-email = Contacto
imprint-registration = Registro
imprint-host = Alojamiento
legal-terms-1 = { $operator } pone en contacto a tiendas y clientes. Cada pedido es un contrato entre tú y la tienda elegida; ella fija sus precios, prepara y entrega la mercancía.
    .title = Nuestro papel
legal-terms-2 = El pedido es firme cuando la tienda lo acepta. Hasta entonces puedes cancelarlo desde su página de seguimiento. Si la tienda no responde en el plazo mostrado, se cancela solo y no se debe nada.
    .title = Hacer un pedido
legal-terms-3 = Los precios incluyen impuestos. Pagas en la tienda con los medios que acepta.
    .title = Precios y pago
legal-terms-4 = Tus derechos como consumidor frente a la tienda, garantías incluidas, siguen intactos.
    .title = Tus derechos
legal-privacy-1 = El nombre y el teléfono que das para un pedido, su contenido y, si creas una cuenta, tu correo. No se compra nada a terceros ni se vende nada.
    .title = Qué guardamos
legal-privacy-2 = La tienda a la que pides ve lo necesario para atenderte. Las demás no ven nada. Los datos de contacto van cifrados.
    .title = Quién ve qué
legal-privacy-3 = Una cookie para tu carrito y tu sesión, otra para tu idioma. Sin rastreadores publicitarios ni mediciones de terceros.
    .title = Cookies
legal-privacy-4 = Puedes pedir ver, corregir o borrar tus datos escribiendo al titular indicado en el aviso legal, o acudir a tu autoridad de protección de datos.
    .title = Tus solicitudes
legal-imprint-1 = Las fichas de producto son responsabilidad de la tienda indicada en cada una.
    .title = Contenidos

# Countries: what differs from one to the other
country-fr = Francia
country-be = Bélgica
country-ca = Canadá
country-ma = Marruecos
market-country = País
market-currency = Moneda
market-languages = Idiomas
market-payment = Pago
taxes-included = Precios con impuestos incluidos
pay-on-the-spot = Paga en el momento: { $ways }
pay-cash = efectivo
pay-card = tarjeta
list-comma = {", "}
legal-countries = Países

# Law by country: adapt and have it checked
legal-terms-in-fr = La garantía legal de conformidad dura dos años. En una compra a distancia tienes catorce días para desistir, salvo productos perecederos y lo hecho solo para ti. En caso de litigio puedes acudir gratis a un mediador de consumo.
legal-terms-in-be = La garantía legal dura dos años. En una compra a distancia tienes catorce días para desistir, salvo productos perecederos y lo hecho solo para ti. En caso de litigio puedes acudir al Servicio de Mediación para el Consumidor.
legal-terms-in-ca = A tu compra se aplica la ley de protección del consumidor de tu provincia; en Quebec es la Ley de protección del consumidor, y la Office de la protection du consommateur te informa.
legal-terms-in-ma = La ley 31-08 protege al consumidor. En una compra a distancia tienes siete días para desistir, salvo lo que se deteriora rápido y lo hecho solo para ti.
legal-privacy-in-fr = La autoridad de protección de datos es la CNIL, en París.
legal-privacy-in-be = La autoridad es la Autoridad de Protección de Datos, en Bruselas.
legal-privacy-in-ca = Puedes acudir a la Comisaría de Protección de la Vida Privada de Canadá; en Quebec, a la Commission d’accès à l’information.
legal-privacy-in-ma = La autoridad es la CNDP, en Rabat; la ley 09-08 protege tus datos.
