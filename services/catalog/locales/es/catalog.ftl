nav-products = Productos
nav-store = Escaparate
store = Tienda

# Stock
left-in-stock = Quedan { $n }
stock-in = Disponible
stock-low = Solo quedan { $n }
stock-out = Agotado

# Shop
price-from = desde { $price }
price-was = Precio anterior:
add-to-cart = Añadir al carrito
added-to-cart = Añadido al carrito
quantity = Cantidad
all-products = Todos
categories = Categorías
search-in = Buscar en { $store }
nothing-found = No hay resultados
nothing-found-text = Prueba otra palabra o quita un filtro.
new-products = Novedades
see-all = Ver todo
stores = Tiendas
store-open = Acepta pedidos
store-breaks = En pausa
stores-selling = Ya venden aquí
products-count = { $n ->
        [one] { $n } producto
       *[other] { $n } productos
    }
no-stores = Llegan las primeras tiendas
no-stores-text = En cuanto una tienda publique un producto, aparecerá aquí.
store-paused = Esta tienda está en pausa
store-paused-text = No acepta pedidos por ahora.

# Merchant
add-product = Añadir producto
add-first-product = Añade tu primer producto
no-products = Aún no hay productos
no-products-text = Añade un producto a mano o importa tu catálogo desde un archivo CSV.
import = Importar
search-products = Buscar productos, SKU…
choose = Elegir { $product }
column-product = Producto
column-status = Estado
column-price = Precio
column-stock = Existencias
column-category = Categoría
status-published = A la venta
status-draft = Borrador
status-sold-out = Agotado
stock-of = Existencias de { $product }
save-stock = Guardar existencias
stock-refused = No se cambiaron las existencias de { $product }
stock-refused-text = Los pedidos en curso ya han prometido más unidades.
publish = Publicar
unpublish = Retirar
save = Guardar
save-and-publish = Guardar y publicar
save-draft = Guardar borrador
view-in-shop = Ver en la tienda
read-only = Solo lectura
read-only-text = Tu rol permite ver este producto y ajustar sus existencias desde la lista.
optional = opcional
done-saved = Guardado
done-created = Producto creado
done-published = Publicado
done-unpublished = Retirado
done-removed = Eliminado
done-stock = Existencias guardadas
done-nothing = Nada ha cambiado

# Product form
form-errors = Algunos puntos por corregir
form-about = El producto
form-title = Nombre
form-description = Descripción
form-category = Categoría
form-brand = Marca o productor
form-tags = Etiquetas
form-tags-hint = Separadas por comas
form-tax = Impuesto
tax-standard = Tipo general
tax-reduced = Tipo reducido
tax-zero = Sin impuesto
form-variants = Precio, existencias y opciones
form-option = Opción { $n }
form-options-hint = Por ejemplo Talla o Color. Déjalo vacío si solo hay una versión; si no, añade una variante por combinación.
variant-number = Variante { $n }
variant-remove = Eliminar esta variante
add-variant = Añadir una variante
form-price = Precio con impuestos
form-compare-at = Precio anterior
form-stock = Existencias
form-sku = SKU
form-barcode = Código de barras
form-photo = Foto
form-photo-hint = JPEG, PNG o WebP, 10 MB como máximo
form-translations = Traducciones
form-translations-note = Sin traducción se muestra el texto de la tienda.

# Categories and search words
categories-lead = Cómo se ordenan sus productos en la tienda. Los clientes ven las categorías que tienen productos.
category-top = En el primer nivel
category-name = Nombre
category-parent = Pertenece a
category-add = Añadir categoría
category-new = Nueva categoría
category-up = Subir { $name }
category-down = Bajar { $name }
category-order = Orden
no-categories = Aún no hay categorías
no-categories-text = Cree la primera aquí o escriba una categoría en un producto: aparecerá sola.
category-depth = Una categoría tiene como máximo { $n } niveles.
category-remove = Eliminar
category-remove-hint = Sus productos pasan a la categoría superior.
category-keep-hint = Se podrá eliminar cuando no haya nada debajo.
synonyms = Palabras de búsqueda
synonyms-lead = Palabras que significan lo mismo para sus clientes: quien busca una encuentra los productos de todas.
synonym-terms = Palabras equivalentes
synonym-terms-hint = Separadas por comas, por ejemplo: tajín, tagine, طاجين
synonym-remove = Eliminar
synonym-add = Añadir palabras
synonym-new = Nuevo grupo de palabras
no-synonyms = Aún no hay palabras de búsqueda
no-synonyms-text = Añada las palabras que usan sus clientes y que no figuran en sus productos.
corrected = Nada coincide exactamente: estos son los resultados de «{ $words }».
form-category-hint = Los niveles se separan con >, por ejemplo Comestibles > Té. Lo que aún no existe se crea.

# Store
store-lead = Lo que tus clientes ven de tu tienda.
store-shown = Visible
store-hidden = Oculta
store-coming = Tu tienda está en camino
store-coming-text = Crea una tienda o espera unos segundos si acabas de hacerlo.
form-paused = Tienda en pausa
form-paused-hint = Los productos siguen visibles, pero nadie puede pedir.
address-line = Dirección
address-postcode = Código postal
address-locality = Ciudad
address-country = País (código de dos letras)

# Import
import-lead = Un archivo CSV en formato Souk o una exportación de productos de Shopify. Los buenos entran; los demás se indican línea a línea.
import-new = Nueva importación
import-before = Importaciones anteriores
import-none = Sin importaciones
import-none-text = Tus archivos y sus resultados aparecerán aquí.
import-file = Archivo
import-file-hint = CSV, 32 MB como máximo. Un producto con una línea errónea se rechaza entero; reimportar actualiza sin duplicar.
import-send = Importar archivo
import-good = Importados
import-created = Nuevos
import-updated = Actualizados
import-refused = Rechazados
import-when = Cuándo
import-running = En curso
import-done = Terminado
import-done-partly = Terminado, con rechazos
import-progress = { $done } de { $total } productos
import-look-again = Actualizar
import-errors = { $n ->
        [one] { $n } error
       *[other] { $n } errores
    }
import-errors-note = Las 100 primeras; todas están en el archivo.
import-download = Descargar errores
import-line = Línea
import-column = Columna
import-reason = Motivo
import-value = Valor
import-row-too-long = La fila tiene más celdas que la cabecera: ¿sobra un separador o una comilla?
import-row-unreadable = La fila no se puede leer

# Problems
problem-module-off = El catálogo está desactivado
    .detail = El equipo lo ha puesto en pausa. No se pierde nada.
problem-sold-out = No queda suficiente
problem-store-closed = Esta tienda no acepta pedidos ahora
problem-hold-differs = Esta reserva existe con otras líneas
problem-hold-ended = Esta reserva ha terminado
problem-hold-allocated = Un pedido ya tiene esta reserva
problem-stock-promised = { $promised } unidades están prometidas a pedidos
problem-category-not-empty = Hay otras categorías debajo de esta
problem-variant-in-use = Una variante retirada tiene unidades prometidas a pedidos
problem-if-match-needed = Se necesita la cabecera If-Match con el ETag leído
problem-catalog-loading = El catálogo se está cargando

# Fields
field-sold-out = No queda suficiente
field-variant-unknown = Esta variante no está a la venta
field-control-characters = Quita los caracteres invisibles
field-too-many = Hay demasiados
field-option-twice = Dos opciones tienen el mismo nombre
field-language-twice = Un idioma aparece dos veces
field-variant-missing = Se necesita al menos una variante con precio
field-option-values-count = Indica un valor para cada opción
field-variant-twice = Dos variantes tienen los mismos valores
field-sku-taken = Este SKU ya pertenece a otro artículo
field-price-missing = Indica un precio, por ejemplo 12,50
field-price-wrong = Esto no es un precio; escribe por ejemplo 12,50
field-price-ambiguous = ¿Miles o decimales? Escribe 1234,00 o 1,23
field-price-negative = Un precio no puede ser negativo
field-price-too-high = Este precio es demasiado alto
field-compare-at-low = El precio anterior debe ser mayor que el precio
field-stock-wrong = Escribe un número entero, cero o más
field-stock-one-number = Indica on_hand o change
field-stock-promised = Los pedidos ya han prometido más unidades
field-lines-count = De 1 a 100 líneas
field-line-twice = Esta línea aparece dos veces
field-quantity-range = De 1 a 100 000
field-ttl-range = De 30 a 86 400 segundos
field-country-wrong = Dos letras, por ejemplo FR
field-category-sign = Un nombre no puede contener >
field-category-taken = Una categoría vecina ya tiene este nombre
field-category-too-many = Ha alcanzado el máximo de categorías
field-category-unknown = Esta categoría no existe
field-category-into-itself = Una categoría no puede estar debajo de sí misma
field-category-too-deep = Demasiados niveles
field-category-place = De 0 a 1000
field-synonym-no-word = Esto no contiene ninguna palabra
field-synonym-alone = Indique al menos dos palabras distintas
field-point-wrong = Este punto no está en la Tierra
field-import-empty = Elige un archivo con productos
field-import-columns = La cabecera debe nombrar al menos un título y un precio (Title y Variant Price en Shopify)
field-import-too-many = Como máximo { $most } productos por archivo
