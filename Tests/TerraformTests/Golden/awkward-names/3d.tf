# Written by asml from services/3d/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "_3d_1st" {
  name              = "/aws/lambda/asml-shop-3d-1st"
  retention_in_days = 14
}

resource "aws_lambda_function" "_3d_1st" {
  function_name    = "asml-shop-3d-1st"
  role             = aws_iam_role._3d_1st.arn
  runtime          = "provided.al2023"
  handler          = "1st.handler"
  filename         = "${path.module}/services/3d/1st.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group._3d_1st.name
  }

  depends_on = [aws_iam_role_policy._3d_1st]
}

resource "aws_lambda_alias" "_3d_1st" {
  name             = "live"
  function_name    = aws_lambda_function._3d_1st.arn
  function_version = aws_lambda_function._3d_1st.version
}

resource "aws_iam_role" "_3d_1st" {
  name               = "asml-shop-3d-1st"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "_3d_1st" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group._3d_1st.arn}:*"]
  }
}

resource "aws_iam_role_policy" "_3d_1st" {
  name   = "asml"
  role   = aws_iam_role._3d_1st.name
  policy = data.aws_iam_policy_document._3d_1st.json
}
