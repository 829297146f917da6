# Written by asml from the services' events. Changes made here are lost.

resource "aws_lambda_permission" "shop_on-upload_s3_archive" {
  statement_id   = "s3-archive"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.shop_on-upload.arn
  qualifier      = aws_lambda_alias.shop_on-upload.name
  principal      = "s3.amazonaws.com"
  source_arn     = "arn:aws:s3:::archive"
  source_account = split(":", aws_lambda_function.shop_on-upload.arn)[4]
}

resource "aws_s3_bucket_notification" "archive" {
  bucket = "archive"

  lambda_function {
    lambda_function_arn = aws_lambda_alias.shop_on-upload.arn
    events              = ["s3:ObjectCreated:*"]
  }

  depends_on = [aws_lambda_permission.shop_on-upload_s3_archive]
}

resource "aws_lambda_permission" "books_audit_s3_shop_uploads" {
  statement_id   = "s3-shop-uploads"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.books_audit.arn
  qualifier      = aws_lambda_alias.books_audit.name
  principal      = "s3.amazonaws.com"
  source_arn     = "arn:${data.aws_partition.current.partition}:s3:::shop.uploads"
  source_account = split(":", aws_lambda_function.books_audit.arn)[4]
}

resource "aws_lambda_permission" "shop_on-upload_s3_shop_uploads" {
  statement_id   = "s3-shop-uploads"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.shop_on-upload.arn
  qualifier      = aws_lambda_alias.shop_on-upload.name
  principal      = "s3.amazonaws.com"
  source_arn     = "arn:${data.aws_partition.current.partition}:s3:::shop.uploads"
  source_account = split(":", aws_lambda_function.shop_on-upload.arn)[4]
}

resource "aws_s3_bucket_notification" "shop_uploads" {
  bucket = "shop.uploads"

  lambda_function {
    lambda_function_arn = aws_lambda_alias.books_audit.arn
    events              = ["s3:ObjectCreated:Put", "s3:ObjectRemoved:*"]
    filter_prefix       = "in/"
    filter_suffix       = ".csv"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_alias.shop_on-upload.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".jpg"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_alias.shop_on-upload.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".png"
  }

  depends_on = [
    aws_lambda_permission.books_audit_s3_shop_uploads,
    aws_lambda_permission.shop_on-upload_s3_shop_uploads,
  ]
}
